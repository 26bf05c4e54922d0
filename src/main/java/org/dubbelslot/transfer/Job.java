package org.dubbelslot.transfer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;

/**
 * A task in the queue.
 *
 * @param id by which the person names it
 * @param run whose it is
 * @param state how far it is
 * @param code of the failure that stopped it, if one did
 * @param since when it was asked for
 * @param task what is to be done
 * @param begun what an earlier attempt left, as {@link JobJson} writes it
 */
public record Job(
    long id,
    String run,
    State state,
    Optional<String> code,
    Instant since,
    Task task,
    Optional<ObjectNode> begun) {
  /** How far a job is. */
  public enum State {
    /** Nothing was done yet. */
    WAITING,
    /** It is being carried. */
    RUNNING,
    /** The person stopped it. */
    PAUSED,
    /** The person put it aside until they say otherwise. */
    HELD,
    /** The program that carried it was ended in the middle. */
    INTERRUPTED,
    /** Something stopped it that may pass. */
    FAILED
  }

  Job in(State other) {
    return new Job(id, run, other, code, since, task, begun);
  }
}
