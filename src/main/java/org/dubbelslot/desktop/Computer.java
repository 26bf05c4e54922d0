package org.dubbelslot.desktop;

import java.time.Clock;
import java.time.InstantSource;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javafx.stage.Window;
import org.dubbelslot.desktop.common.FileDialogs;
import org.dubbelslot.desktop.common.SystemFileDialogs;
import org.dubbelslot.words.Words;
import org.dubbelslot.workplace.copies.Surroundings;

/**
 * What the window meets of the computer that it is on: other programs, the system's dialogs,
 * clocks.
 *
 * @param copies surroundings of opened copies, of a clock and in a language
 * @param dialogs asks for files and folders
 * @param wall the clock on the wall, which goes on while the computer sleeps
 * @param nanos nanoseconds that the program lives through
 */
record Computer(
    BiFunction<Clock, Words, Surroundings> copies,
    FileDialogs dialogs,
    InstantSource wall,
    LongSupplier nanos) {
  /** The one that the program runs on, with its dialogs above {@code window}. */
  static Computer real(Supplier<Window> window) {
    return new Computer(
        Surroundings::ofThisComputer,
        new SystemFileDialogs(window),
        InstantSource.system(),
        System::nanoTime);
  }
}
