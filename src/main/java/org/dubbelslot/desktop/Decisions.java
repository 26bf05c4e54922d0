package org.dubbelslot.desktop;

import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import org.dubbelslot.desktop.common.Desk;
import org.dubbelslot.desktop.common.Frame;
import org.dubbelslot.desktop.locks.IdleWatch;
import org.dubbelslot.policy.Policy;
import org.dubbelslot.words.Failure;
import org.dubbelslot.words.FailureCode;
import org.dubbelslot.workplace.Stewardship;
import org.dubbelslot.workplace.Workplace;

/**
 * Lets count in the window what the organisation decides, also for whoever is at work already: when
 * it locks, who tends a team, who may not go on. For the screen's thread.
 */
final class Decisions {
  private final Frame frame;
  private final IdleWatch idle;
  private final Runnable changed;
  private final ReadOnlyBooleanWrapper steward = new ReadOnlyBooleanWrapper();

  /** What was told last of why nothing could be looked at; once is enough. */
  private Optional<FailureCode> told = Optional.empty();

  /**
   * Follows {@code frame}'s desk.
   *
   * @param changed is run when something else may hold now than before
   */
  Decisions(Frame frame, IdleWatch idle, Runnable changed) {
    this.frame = frame;
    this.idle = idle;
    this.changed = changed;
    frame.desk().stateProperty().subscribe(this::follow);
  }

  /** Whether whoever is at work tends a team. */
  ReadOnlyBooleanProperty stewardProperty() {
    return steward.getReadOnlyProperty();
  }

  /** This holds now. */
  void decided(Policy policy) {
    idle.limit(policy.lockAfter());
  }

  /** Takes over what the organisation decided since; who may not go on is locked out. */
  void lookAgain() {
    if (frame.desk().workplace().isPresent()) {
      frame.desk().run(Workplace::refresh, this::looked, this::failed);
    }
  }

  private void looked(boolean anew) {
    told = Optional.empty();
    if (anew) {
      changed();
    }
  }

  /** Something was found that holds now; who found it is told that only once. */
  void changed() {
    take();
    changed.run();
  }

  private void failed(Failure failure) {
    if (failure.code() == FailureCode.DEVICE_STOPPED) {
      frame.desk().lock();
    }
    if (!Optional.of(failure.code()).equals(told)) {
      told = Optional.of(failure.code());
      frame.fail(failure);
    }
  }

  private void follow(Desk.State state) {
    if (state instanceof Desk.State.Open) {
      take();
    } else {
      steward.set(false);
    }
  }

  private void take() {
    frame.desk().run(Workplace::policy, this::decided, frame::fail);
    frame.desk().run(Stewardship::isSteward, steward::set, frame::fail);
  }
}
