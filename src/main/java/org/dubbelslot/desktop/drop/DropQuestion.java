package org.dubbelslot.desktop.drop;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.dubbelslot.policy.DocumentClass;
import org.dubbelslot.transfer.Conflict;
import org.dubbelslot.transfer.Intake;

/** What is asked about one drop, and what the person has answered so far. */
final class DropQuestion {
  private final Setting setting;
  private final boolean asksHow;
  private final ObjectProperty<Optional<DocumentClass>> kind =
      new SimpleObjectProperty<>(Optional.empty());
  private final ObjectProperty<LocalDate> keepUntil = new SimpleObjectProperty<>();
  private final BooleanProperty removeOriginal = new SimpleBooleanProperty(false);
  private final ObjectProperty<Conflict> conflict = new SimpleObjectProperty<>(Conflict.BOTH);
  private final BooleanProperty remember = new SimpleBooleanProperty(false);

  /**
   * What it is about.
   *
   * @param team the name of the team whose lock is used
   * @param classes of the policy
   */
  record Setting(
      Destination to,
      String team,
      Intake.Look look,
      List<DocumentClass> classes,
      LocalDate today) {}

  /**
   * A question.
   *
   * @param known what was remembered; without it, class, last day and original are asked
   */
  DropQuestion(Setting setting, Optional<DropAnswer> known) {
    this.setting = setting;
    this.asksHow = known.isEmpty();
    kind.addListener(
        (seen, before, now) ->
            keepUntil.set(
                now.flatMap(one -> DropAnswer.keepUntil(one, setting.today())).orElse(null)));
    if (known.isPresent()) {
      kind.set(known.get().kind());
      removeOriginal.set(known.get().removeOriginal());
    } else {
      kind.set(setting.classes().stream().findFirst());
    }
  }

  Setting setting() {
    return setting;
  }

  /** Whether anything is to be asked. */
  boolean isOpen() {
    return asksHow() || asksConflict();
  }

  /** Whether class, last day and original are asked. */
  boolean asksHow() {
    return asksHow && setting.look().files() > 0;
  }

  /** Whether the policy distinguishes classes. */
  boolean asksClass() {
    return asksHow() && !setting.classes().isEmpty();
  }

  /** Whether names are in use. */
  boolean asksConflict() {
    return setting.look().takenInAll() > 0;
  }

  ObjectProperty<Optional<DocumentClass>> kindProperty() {
    return kind;
  }

  /** The last day; null for ever. */
  ObjectProperty<LocalDate> keepUntilProperty() {
    return keepUntil;
  }

  BooleanProperty removeOriginalProperty() {
    return removeOriginal;
  }

  ObjectProperty<Conflict> conflictProperty() {
    return conflict;
  }

  BooleanProperty rememberProperty() {
    return remember;
  }

  /** As it is answered now. Where nothing was in the way, what comes in the way later is kept. */
  DropAnswer answer() {
    return new DropAnswer(
        kind.get(),
        Optional.ofNullable(keepUntil.get()),
        removeOriginal.get(),
        asksConflict() ? conflict.get() : Conflict.BOTH);
  }
}
