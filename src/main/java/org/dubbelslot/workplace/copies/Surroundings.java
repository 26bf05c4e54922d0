package org.dubbelslot.workplace.copies;

import java.time.Clock;
import java.time.Duration;
import org.dubbelslot.files.SyncedFolders;
import org.dubbelslot.words.Words;

/**
 * What working copies need of the computer around them.
 *
 * @param programs what shows and edits files
 * @param openFiles what tells who has one open
 * @param synced which folders are sent on
 * @param clock what time it is
 * @param ticker what makes them look again
 * @param words for what is told, and for the names of copies that are kept beside others
 * @param pace how patient they are
 */
public record Surroundings(
    Programs programs,
    OpenFiles openFiles,
    SyncedFolders synced,
    Clock clock,
    Ticker ticker,
    Words words,
    Pace pace) {
  /**
   * Those of this computer.
   *
   * @param clock what time it is
   * @param words the person's language
   */
  public static Surroundings ofThisComputer(Clock clock, Words words) {
    String os = System.getProperty("os.name");
    return new Surroundings(
        SystemPrograms.of(os),
        OpenFiles.ofThisComputer(os),
        SyncedFolders.ofThisComputer(),
        clock,
        Ticker.real(),
        words,
        Pace.USUAL);
  }

  /** The same with other programs. */
  public Surroundings withPrograms(Programs other) {
    return new Surroundings(other, openFiles, synced, clock, ticker, words, pace);
  }

  /**
   * How patient working copies are.
   *
   * @param look how often they are looked at
   * @param quiet how long nothing may have been written before a save counts as ended
   * @param held how long a program has to have a copy open before that it lets go of it says that
   *     the person has closed it; some let go as soon as they have read it
   * @param closed how long it must have been let go
   * @param missing how long a copy may be away before it is taken for removed
   * @param retry how long after a failure it is tried again; doubled each time
   * @param longestRetry but not beyond this
   * @param lock how long saves may take before a lock
   */
  public record Pace(
      Duration look,
      Duration quiet,
      Duration held,
      Duration closed,
      Duration missing,
      Duration retry,
      Duration longestRetry,
      Duration lock) {
    /** For people. */
    public static final Pace USUAL =
        new Pace(
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(10),
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofSeconds(15),
            Duration.ofMinutes(5),
            Duration.ofSeconds(20));
  }
}
