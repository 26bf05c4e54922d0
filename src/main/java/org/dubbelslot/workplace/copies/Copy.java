package org.dubbelslot.workplace.copies;

import java.time.Instant;
import org.dubbelslot.words.Failure;

/**
 * A copy as it is at one moment.
 *
 * @param id names it among the copies of this run
 * @param place the name of the place
 * @param name the document's true name; after a conflict, that of what was put beside it
 * @param fileId the document on the drive
 * @param kind why it is there
 * @param state how it is
 */
public record Copy(String id, String place, String name, String fileId, Kind kind, State state) {
  /** Why a copy is there. */
  public enum Kind {
    /** To be looked at. */
    READ_ONLY,
    /** To be edited: what is saved goes back. */
    EDITING,
    /** An earlier version, to be looked at. */
    VERSION,
    /** Changes of an earlier run, sealed on this computer, on their way back. */
    KEPT
  }

  /** How a copy is. */
  public sealed interface State {
    /** As it was got. */
    record Open() implements State {}

    /** The other program wrote something that is not brought back yet. */
    record Changed() implements State {}

    /** What was written is being sealed and sent. */
    record Saving() implements State {}

    /**
     * All that was written lies in the place.
     *
     * @param at since when
     */
    record Saved(Instant at) implements State {}

    /**
     * Somebody else changed the document meanwhile: what was written here lies beside it.
     *
     * @param original the name of the document that stayed as the other left it
     */
    record Conflict(String original) implements State {}

    /**
     * What was written could not be brought back; it is kept, and tried again.
     *
     * @param why what to tell
     * @param next when it is tried again
     */
    record Failed(Failure why, Instant next) implements State {}
  }
}
