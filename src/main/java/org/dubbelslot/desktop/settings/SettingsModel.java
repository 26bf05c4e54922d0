package org.dubbelslot.desktop.settings;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.dubbelslot.desktop.common.CopiesChoice;
import org.dubbelslot.desktop.common.Frame;
import org.dubbelslot.files.SyncedFolders;
import org.dubbelslot.policy.Decision;
import org.dubbelslot.policy.EffectivePolicy;
import org.dubbelslot.policy.Policy;
import org.dubbelslot.words.Failure;
import org.dubbelslot.workplace.CopiesFolder;
import org.dubbelslot.workplace.PersonalSettings;
import org.dubbelslot.workplace.Services;

/** What was chosen and decided; for the screen's thread. */
final class SettingsModel {
  private final Frame frame;
  private final SyncedFolders synced;
  private final PersonalSettings personal;
  private final CopiesChoice choice;
  private final Consumer<Policy> decided;
  private final ReadOnlyObjectWrapper<Optional<EffectivePolicy>> policy =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<Optional<Path>> copies;
  private final ReadOnlyObjectWrapper<Optional<Failure>> trouble =
      new ReadOnlyObjectWrapper<>(Optional.empty());

  /**
   * Reads nothing yet.
   *
   * @param synced where no opened copy may lie
   * @param decided is told what holds when the person has changed it
   */
  SettingsModel(Frame frame, SyncedFolders synced, Consumer<Policy> decided) {
    this.frame = frame;
    this.synced = synced;
    this.decided = decided;
    this.personal = new PersonalSettings(services().home());
    this.choice = new CopiesChoice(frame.settings());
    this.copies = new ReadOnlyObjectWrapper<>(choice.chosen());
  }

  /** What holds and who decided it; empty until it was read. */
  ReadOnlyObjectProperty<Optional<EffectivePolicy>> policyProperty() {
    return policy.getReadOnlyProperty();
  }

  /** Where opened copies lie; empty: where the program puts them. */
  ReadOnlyObjectProperty<Optional<Path>> copiesProperty() {
    return copies.getReadOnlyProperty();
  }

  /** What went wrong with the last change. */
  ReadOnlyObjectProperty<Optional<Failure>> troubleProperty() {
    return trouble.getReadOnlyProperty();
  }

  /** Reads what was decided. */
  void refresh() {
    Services services = services();
    frame
        .background()
        .run(services::effectivePolicy, read -> policy.set(Optional.of(read)), this::failed);
  }

  /** How the window looks. */
  Appearance appearance() {
    return Appearance.of(frame.settings());
  }

  /** Remembers how the window shall look. */
  void remember(Appearance appearance) {
    appearance.remember(frame.settings());
    save();
  }

  /** Asks for a stricter value, or again for what holds without the person. */
  <T> void ask(Decision<T> decision, T value) {
    if (decision.value().equals(Optional.of(value))) {
      return;
    }
    Services services = services();
    trouble.set(Optional.empty());
    frame
        .background()
        .run(
            () -> {
              personal.ask(decision, value);
              services.rereadPolicies();
              return services.effectivePolicy();
            },
            now -> {
              policy.set(Optional.of(now));
              decided.accept(now.policy());
            },
            e -> {
              failed(e);
              refresh();
            });
  }

  /** Has opened copies lie in another folder from the next opening on, if it will do. */
  void copiesIn(Path folder) {
    trouble.set(Optional.empty());
    frame
        .background()
        .run(
            () -> {
              CopiesFolder.require(folder, synced);
              return Optional.of(folder);
            },
            this::choose,
            this::failed);
  }

  /** Leaves it to the program where opened copies lie. */
  void copiesAsUsual() {
    trouble.set(Optional.empty());
    choose(Optional.empty());
  }

  private void choose(Optional<Path> folder) {
    choice.choose(folder);
    copies.set(folder);
    save();
  }

  private void save() {
    frame.saveSettings(failure -> trouble.set(Optional.of(failure)));
  }

  private void failed(Exception e) {
    trouble.set(Optional.of(frame.desk().describe(e)));
  }

  private Services services() {
    return frame.desk().services();
  }
}
