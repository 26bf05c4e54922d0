package org.dubbelslot.desktop.settings;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.dubbelslot.desktop.common.Frame;
import org.dubbelslot.files.SyncedFolders;
import org.dubbelslot.policy.Decision;
import org.dubbelslot.policy.EffectivePolicy;
import org.dubbelslot.policy.Policy;
import org.dubbelslot.words.Failure;
import org.dubbelslot.words.FailureCode;
import org.dubbelslot.workplace.CopiesFolder;
import org.dubbelslot.workplace.PersonalSettings;
import org.dubbelslot.workplace.Services;

/** What was chosen and decided; for the screen's thread. */
final class SettingsModel {
  /** Where opened copies lie, in the window's settings; absent: where the program puts them. */
  static final String COPIES = "copiesFolder";

  private final Frame frame;
  private final SyncedFolders synced;
  private final PersonalSettings personal;
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
    this.copies =
        new ReadOnlyObjectWrapper<>(frame.settings().text(COPIES).flatMap(SettingsModel::path));
  }

  private static Optional<Path> path(String text) {
    try {
      return Optional.of(Path.of(text));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
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

  /** Puts opened copies into another folder from now on, if it will do. */
  void copiesIn(Path folder) {
    trouble.set(Optional.empty());
    frame
        .background()
        .run(
            () -> CopiesFolder.judge(folder, synced),
            verdict -> copiesIn(folder, verdict),
            this::failed);
  }

  /** Leaves it to the program where opened copies lie. */
  void copiesAsUsual() {
    trouble.set(Optional.empty());
    frame.settings().remove(COPIES);
    copies.set(Optional.empty());
    save();
  }

  private void copiesIn(Path folder, CopiesFolder.Verdict verdict) {
    switch (verdict) {
      case GOOD -> {
        frame.settings().put(COPIES, folder.toString());
        copies.set(Optional.of(folder));
        save();
      }
      case SYNCHRONISED -> refuse(FailureCode.COPIES_FOLDER_SYNCHRONISED);
      case NOT_LOCAL -> refuse(FailureCode.COPIES_FOLDER_NOT_LOCAL);
      case UNUSABLE -> refuse(FailureCode.COPIES_FOLDER_UNUSABLE);
    }
  }

  private void refuse(FailureCode code) {
    trouble.set(Optional.of(Failure.of(code)));
  }

  private void save() {
    frame
        .background()
        .run(
            () -> {
              frame.settings().save();
              return null;
            },
            saved -> {},
            this::failed);
  }

  private void failed(Exception e) {
    trouble.set(Optional.of(frame.desk().describe(e)));
  }

  private Services services() {
    return frame.desk().services();
  }
}
