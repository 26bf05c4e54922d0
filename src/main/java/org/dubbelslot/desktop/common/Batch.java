package org.dubbelslot.desktop.common;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.util.Subscription;
import org.dubbelslot.drive.DriveException;
import org.dubbelslot.words.Failure;
import org.dubbelslot.words.Failures;
import org.dubbelslot.workplace.Workplace;

/**
 * Things that are done one after another in the background, to be followed and stopped. What fails
 * of one is collected, and the next is done; what would fail for all of them ends it. For one run,
 * and the screen's thread.
 *
 * @param <T> what is done something with
 * @param <R> what becomes of it
 */
public final class Batch<T, R> {
  private final Frame frame;
  private final List<T> items;
  private final Function<T, String> name;
  private final List<R> results = new ArrayList<>();
  private final List<Missed> missed = new ArrayList<>();
  private final ReadOnlyIntegerWrapper passed = new ReadOnlyIntegerWrapper();
  private final ReadOnlyObjectWrapper<Phase> phase = new ReadOnlyObjectWrapper<>(Phase.READY);
  private Background.Running running = () -> {};

  /** Until it has ended: the desk would hold every batch for ever. */
  private Subscription following = Subscription.EMPTY;

  private Optional<Failure> trouble = Optional.empty();

  /** How far it is. */
  public enum Phase {
    /** It was not begun. */
    READY,
    /** It goes on. */
    RUNNING,
    /** It is over: done, stopped, or ended by what would fail for all. */
    ENDED
  }

  /**
   * One that was not done.
   *
   * @param what its name
   */
  public record Missed(String what, Failure failure) {}

  /** Does one of them, away from the screen's thread. */
  @FunctionalInterface
  public interface Step<T, R> {
    /** Does it. */
    R run(T item) throws Exception;
  }

  /**
   * A batch that was not begun.
   *
   * @param name what one of them is called where it fails
   */
  public Batch(Frame frame, List<T> items, Function<T, String> name) {
    this.frame = frame;
    this.items = List.copyOf(items);
    this.name = name;
  }

  /** Begins; {@code steps} makes what is the same for all, away from the screen's thread. */
  public void start(Desk.Work<Step<T, R>> steps) {
    phase.set(Phase.RUNNING);
    following =
        frame
            .desk()
            .stateProperty()
            .subscribe(
                state -> {
                  if (!(state instanceof Desk.State.Open)) {
                    end();
                  }
                });
    running =
        frame
            .desk()
            .run(
                workplace -> {
                  work(workplace, steps);
                  return phase;
                },
                done -> end(),
                failure -> {
                  trouble = Optional.of(failure);
                  end();
                });
  }

  private void work(Workplace workplace, Desk.Work<Step<T, R>> steps) throws Exception {
    Step<T, R> step = steps.at(workplace);
    for (T item : items) {
      try {
        R result = step.run(item);
        frame.background().onScreen(() -> note(() -> results.add(result)));
      } catch (DriveException.Stopped
          | DriveException.Unreachable
          | DriveException.NotSignedIn
          | DriveException.QuotaFull e) {
        throw e;
      } catch (Exception e) {
        Failure failure = describe(item, e);
        frame.background().onScreen(() -> note(() -> missed.add(missed(item, failure))));
      }
    }
  }

  private Failure describe(T item, Exception e) {
    return new Failures(frame.words()).describe(e, Optional.of(name.apply(item)));
  }

  private Missed missed(T item, Failure failure) {
    return new Missed(name.apply(item), failure);
  }

  private void note(Runnable change) {
    change.run();
    passed.set(passed.get() + 1);
  }

  private void end() {
    if (phase.get() == Phase.RUNNING) {
      following.unsubscribe();
      phase.set(Phase.ENDED);
    }
  }

  /** Stops before the next one; what is under way is broken off. */
  public void stop() {
    running.cancel();
    end();
  }

  /** How many there are. */
  public int all() {
    return items.size();
  }

  /** With how many something was done, or tried. */
  public ReadOnlyIntegerProperty passedProperty() {
    return passed.getReadOnlyProperty();
  }

  /** How far it is. */
  public ReadOnlyObjectProperty<Phase> phaseProperty() {
    return phase.getReadOnlyProperty();
  }

  /** What became of those that were done. */
  public List<R> results() {
    return List.copyOf(results);
  }

  /** Those that were tried and not done. */
  public List<Missed> missed() {
    return List.copyOf(missed);
  }

  /** What ended it before its time. */
  public Optional<Failure> trouble() {
    return trouble;
  }
}
