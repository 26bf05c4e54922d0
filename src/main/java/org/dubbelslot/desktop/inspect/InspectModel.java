package org.dubbelslot.desktop.inspect;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Function;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.dubbelslot.words.Words;

/**
 * Which files a person wants to look at, and what is known of the one in front.
 *
 * <p>Called and changed on the screen's thread alone; files are read on the worker's.
 */
public final class InspectModel {
  /** What the screen shows. */
  sealed interface State permits Invitation, Looking, Report {}

  /** No file yet. */
  record Invitation() implements State {}

  /** The file called {@code name} is being read. */
  record Looking(String name) implements State {}

  private final Function<Path, Report> look;
  private final Executor worker;
  private final Executor screen;
  private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(new Invitation());
  private final ReadOnlyIntegerWrapper position = new ReadOnlyIntegerWrapper();
  private final ReadOnlyIntegerWrapper count = new ReadOnlyIntegerWrapper();
  private List<Path> files = List.of();
  private long looks;

  /**
   * A model that starts with an invitation.
   *
   * @param worker runs what reads files
   * @param screen runs what changes properties
   */
  InspectModel(ReportWriter writer, Executor worker, Executor screen) {
    this(file -> writer.write(nameOf(file), Sight.of(file)), worker, screen);
  }

  InspectModel(Function<Path, Report> look, Executor worker, Executor screen) {
    this.look = look;
    this.worker = worker;
    this.screen = screen;
  }

  /** A model that reads files on threads of their own, away from the toolkit's. */
  public static InspectModel of(Words words) {
    return new InspectModel(
        new ReportWriter(words),
        look -> Thread.ofVirtual().name("inspect").start(look),
        Platform::runLater);
  }

  ReadOnlyObjectProperty<State> stateProperty() {
    return state.getReadOnlyProperty();
  }

  /** Which of the files is in front, from 0. */
  ReadOnlyIntegerProperty positionProperty() {
    return position.getReadOnlyProperty();
  }

  /** How many files there are to look at. */
  ReadOnlyIntegerProperty countProperty() {
    return count.getReadOnlyProperty();
  }

  /** Looks at the first of {@code chosen}; when nothing was chosen, all stays as it is. */
  public void look(List<Path> chosen) {
    if (!chosen.isEmpty()) {
      files = List.copyOf(chosen);
      count.set(files.size());
      lookAt(0);
    }
  }

  /** Goes on to the file after the one in front, or before it with −1; stops at both ends. */
  void step(int by) {
    int wanted = position.get() + by;
    if (wanted >= 0 && wanted < files.size()) {
      lookAt(wanted);
    }
  }

  private void lookAt(int index) {
    position.set(index);
    Path file = files.get(index);
    state.set(new Looking(Words.printable(nameOf(file))));
    long turn = ++looks;
    worker.execute(
        () -> {
          Report report = look.apply(file);
          screen.execute(
              () -> {
                // A slow disk must not put an earlier file over a later one.
                if (turn == looks) {
                  state.set(report);
                }
              });
        });
  }

  private static String nameOf(Path file) {
    return file.getFileName() == null ? file.toString() : file.getFileName().toString();
  }
}
