package org.dubbelslot.desktop.inspect;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.dubbelslot.words.Words;

/**
 * Asks the person for files by the system's own dialog; gives none when they think better of it.
 */
public final class FileDialog implements Supplier<List<Path>> {
  private final Supplier<? extends Window> owner;
  private final FileChooser chooser = new FileChooser();

  /** Asks above {@code owner}. */
  public FileDialog(Supplier<? extends Window> owner, Words words) {
    this.owner = owner;
    chooser.setTitle(words.text("desktop.inspect.choose-title"));
  }

  @Override
  public List<Path> get() {
    List<File> chosen = chooser.showOpenMultipleDialog(owner.get());
    if (chosen == null || chosen.isEmpty()) {
      return List.of();
    }
    chooser.setInitialDirectory(chosen.getFirst().getParentFile());
    return chosen.stream().map(File::toPath).toList();
  }
}
