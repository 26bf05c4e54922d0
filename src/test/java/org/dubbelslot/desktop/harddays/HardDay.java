package org.dubbelslot.desktop.harddays;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import javafx.scene.Node;
import org.dubbelslot.desktop.RealWindow;
import org.dubbelslot.desktop.common.Stages;
import org.dubbelslot.desktop.common.World;
import org.dubbelslot.format.OpenOptions;
import org.dubbelslot.transfer.Conflict;
import org.dubbelslot.transfer.Documents;
import org.dubbelslot.transfer.Entry;
import org.dubbelslot.transfer.Getter;
import org.dubbelslot.transfer.SealedTree;
import org.dubbelslot.workplace.Workplace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A day on which something goes wrong: Bas at the program's real screens, and a OneDrive. */
@Timeout(240)
abstract class HardDay {
  static final int MEBIBYTE = 1 << 20;

  @TempDir Path folder;
  World world;
  RealWindow window;

  @BeforeAll
  static void needsScreen() {
    Stages.require();
  }

  /** Opens the window at an unlocked place. */
  final void begin() throws Exception {
    begin(made -> made);
  }

  /** The same where waiting for the drive takes no time. */
  final void beginHurried() throws Exception {
    begin(RealWindow::hurried);
  }

  private void begin(UnaryOperator<RealWindow> before) throws Exception {
    world = new World(folder);
    window = before.apply(new RealWindow(world, World.BAS));
    window.unlock();
    Node empty = window.stages.find("#folder-empty");
    RealWindow.until(empty::isVisible);
    window.press("#transfers-open");
  }

  @AfterEach
  final void close() throws Exception {
    if (window != null) {
      window.close();
    }
    if (world != null) {
      world.close();
    }
  }

  /** A file of this computer. */
  final Path file(String name, byte[] content) throws IOException {
    Path file = folder.resolve("bron").resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, content);
  }

  /** A small one. */
  final Path file(String name) throws IOException {
    return file(name, ("inhoud van " + name).getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  /** Bytes that are the same each time. */
  static byte[] bytes(int length, long seed) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  /** What a colleague finds in a file of the place. */
  final byte[] opened(String path) throws Exception {
    Workplace colleague = world.workplace(World.MARIJKE);
    SealedTree tree = colleague.reading(colleague.place(World.PLACE));
    Entry entry = tree.root();
    for (String name : path.split("/")) {
      entry = tree.find((Entry.Folder) entry, name).orElseThrow();
    }
    Path target = Files.createTempDirectory(folder, "geopend").resolve("uit");
    try (Documents documents = new Documents(tree)) {
      documents.fetch(
          (Entry.SealedFile) entry,
          target,
          new Getter.Options(Conflict.FAIL, OpenOptions.STRICT, false));
    }
    return Files.readAllBytes(target);
  }

  /** The window shows all of these: a sentence, a code and a button. */
  final void awaitFailure(String sentence, String code, Optional<String> button) throws Exception {
    window.stages.awaitText(sentence);
    window.stages.awaitText(code);
    if (button.isPresent()) {
      window.stages.awaitText(button.get());
    }
  }

  /** All texts that are shown. */
  final List<String> texts() {
    return window.stages.texts();
  }
}
