package org.dubbelslot.desktop.common;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Window;

/** Asks the person for a folder or a file of this computer; empty when they think better of it. */
public interface PathChoice {
  /** A folder that is there. */
  Optional<Path> folder(String title);

  /** A file to be written. */
  Optional<Path> saveAs(String title, String name);

  /** By the system's own dialogs above {@code window}. */
  static PathChoice above(Supplier<Window> window) {
    return new PathChoice() {
      @Override
      public Optional<Path> folder(String title) {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(title);
        return Optional.ofNullable(chooser.showDialog(window.get())).map(File::toPath);
      }

      @Override
      public Optional<Path> saveAs(String title, String name) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(title);
        chooser.setInitialFileName(name);
        return Optional.ofNullable(chooser.showSaveDialog(window.get())).map(File::toPath);
      }
    };
  }
}
