package org.dubbelslot.desktop.drop;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.stage.DirectoryChooser;
import javafx.stage.Window;

/** Lets the person choose a folder of this computer. */
@FunctionalInterface
public interface FolderChoice {
  /** Asks, on the screen's thread. */
  Optional<Path> choose(String title);

  /** The operating system's own dialog, over that window. */
  static FolderChoice ofTheSystem(Supplier<Window> window) {
    return title -> {
      DirectoryChooser chooser = new DirectoryChooser();
      chooser.setTitle(title);
      return Optional.ofNullable(chooser.showDialog(window.get())).map(File::toPath);
    };
  }
}
