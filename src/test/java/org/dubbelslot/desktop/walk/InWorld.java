package org.dubbelslot.desktop.walk;

import java.nio.file.Files;
import java.nio.file.Path;
import org.dubbelslot.desktop.common.Stages;
import org.dubbelslot.desktop.common.World;
import org.dubbelslot.transfer.Place;
import org.dubbelslot.transfer.Places;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Walks of people who have joined already, each in a world of its own. */
abstract class InWorld {
  @TempDir Path folder;
  World world;

  @BeforeAll
  static void needsScreen() {
    Stages.require();
  }

  @BeforeEach
  final void make() throws Exception {
    world = new World(folder);
    fill();
  }

  /** What lies there before the walk begins. */
  abstract void fill() throws Exception;

  @AfterEach
  final void close() throws Exception {
    world.close();
  }

  /** Gives Marijke a second place, of another team, in a folder of this computer. */
  final void addBoard() throws Exception {
    Path disk = Files.createDirectory(folder.resolve("bestuur"));
    new Places(world.home(World.MARIJKE))
        .add(new Place("bestuur", world.team(World.BOARD), new Place.Location.Folder(disk)));
  }

  /** A file of this computer. */
  final Path file(String name, String content) throws Exception {
    Path file = folder.resolve("bron").resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, content);
  }
}
