package org.dubbelslot.transfer;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How the transfers of a {@link TransferService} stood at one moment.
 *
 * @param lines what is not done, the nearest to its end first
 * @param more how many wait that are not among the lines
 * @param finished what was done lately, newest first
 * @param totals of all since nothing was left to do
 * @param waiting why nothing is carried although there is something, if so
 * @param paused whether the person paused all
 * @param adding whether more is just being added
 */
public record TransferSnapshot(
    List<Line> lines,
    int more,
    List<Finished> finished,
    Totals totals,
    Optional<Wait> waiting,
    boolean paused,
    boolean adding) {

  /** Nothing to do, and nothing done. */
  public static final TransferSnapshot NOTHING =
      new TransferSnapshot(
          List.of(),
          0,
          List.of(),
          new Totals(0, 0, 0, 0, 0, 0, 0, Optional.empty()),
          Optional.empty(),
          false,
          false);

  /** How one of them stands. */
  public enum State {
    /** Its turn comes. */
    WAITING,
    /** It is being carried. */
    RUNNING,
    /** Something stopped it; it goes on by itself. */
    RETRYING,
    /** Something stopped it; the person decides. */
    FAILED,
    /** The person put it aside. */
    PAUSED
  }

  /**
   * One that is not done.
   *
   * @param id by which it is paused, resumed and given up
   * @param done bytes that are there
   * @param rate bytes a second
   * @param left until it is done, once that can be told
   * @param why what stopped it, in this run of the program
   * @param code of what stopped it, also in an earlier run
   * @param again when it goes on by itself
   */
  public record Line(
      long id,
      Task task,
      State state,
      long done,
      double rate,
      Optional<Duration> left,
      Optional<Exception> why,
      Optional<String> code,
      Optional<Instant> again) {}

  /**
   * One that is done.
   *
   * @param skipped whether something of its name was there and was left
   */
  public record Finished(long id, Task task, boolean skipped) {}

  /**
   * Sums.
   *
   * @param files of all
   * @param filesDone of those that are done
   * @param failed how many the person has to decide about
   * @param running how many are carried now
   * @param bytes of all
   * @param bytesDone that are there
   * @param rate bytes a second
   * @param left until all is done, once that can be told
   */
  public record Totals(
      int files,
      int filesDone,
      int failed,
      int running,
      long bytes,
      long bytesDone,
      double rate,
      Optional<Duration> left) {}

  /**
   * What all wait for.
   *
   * @param why what stopped the first of them
   * @param again when that is tried again; empty: when the person says so
   */
  public record Wait(Exception why, Optional<Instant> again) {}

  /** Whether nothing is to be done any more, save what the person put aside or has to decide. */
  public boolean isIdle() {
    return !adding
        && more == 0
        && lines.stream()
            .allMatch(line -> line.state() == State.FAILED || line.state() == State.PAUSED);
  }
}
