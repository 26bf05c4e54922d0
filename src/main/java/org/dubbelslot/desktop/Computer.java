package org.dubbelslot.desktop;

import java.io.File;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.dubbelslot.desktop.common.FileDialogs;
import org.dubbelslot.desktop.common.PathChoice;
import org.dubbelslot.desktop.common.SystemFileDialogs;
import org.dubbelslot.desktop.drop.FolderChoice;
import org.dubbelslot.words.Words;
import org.dubbelslot.workplace.copies.Surroundings;

/**
 * What the window meets of the computer that it is on: other programs, the system's dialogs,
 * clocks.
 *
 * @param copies surroundings of opened copies, of a clock and in a language
 * @param paths asks for a folder, or where something is saved, at the first start and for places
 * @param dialogs asks the same for reports and settings
 * @param folders asks where opened files may lie
 * @param files asks which files are to be protected, by the title of the dialog; may be none
 * @param wall the clock on the wall, which goes on while the computer sleeps
 * @param nanos nanoseconds that the program lives through
 */
record Computer(
    BiFunction<Clock, Words, Surroundings> copies,
    PathChoice paths,
    FileDialogs dialogs,
    FolderChoice folders,
    Function<String, List<Path>> files,
    InstantSource wall,
    LongSupplier nanos) {
  /** The one that the program runs on, with its dialogs above {@code window}. */
  static Computer real(Supplier<Window> window) {
    return new Computer(
        Surroundings::ofThisComputer,
        PathChoice.above(window),
        new SystemFileDialogs(window),
        FolderChoice.ofTheSystem(window),
        title -> files(title, window.get()),
        InstantSource.system(),
        System::nanoTime);
  }

  private static List<Path> files(String title, Window window) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(title);
    List<File> chosen = chooser.showOpenMultipleDialog(window);
    return chosen == null ? List.of() : chosen.stream().map(File::toPath).toList();
  }
}
