package org.dubbelslot.custody;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.dubbelslot.keys.AtomicFiles;
import org.dubbelslot.keys.DirectoryPublisher;
import org.dubbelslot.keys.KeyStoreException;

/**
 * What the founding of an organisation leaves when it is interrupted before the directory is
 * published: keys of an organisation that does not exist, which would keep the person from founding
 * one. A mark, made first and removed last, tells them from keys that are in use.
 */
final class UnfinishedFounding {
  private static final String MARK = ".founding";
  private static final String ASIDE = "unfinished-";
  private static final int MOST = 1000;
  private static final List<String> MADE =
      List.of(
          "custodian.age",
          "people.age",
          "organisation.json",
          "device.age",
          "device.key",
          "device.json",
          "directory");

  private final Founding.Places places;
  private final Path mark;

  UnfinishedFounding(Founding.Places places) {
    this.places = places;
    this.mark = places.custodianHome().resolve(MARK);
  }

  /**
   * Puts what an interrupted founding left into a folder of its own. Nothing is deleted: if the
   * directory was published after all and is only out of reach now, its keys are still there.
   */
  void setAside() throws KeyStoreException {
    if (!Files.exists(mark)) {
      return;
    }
    try {
      if (new DirectoryPublisher(Path.of(Files.readString(mark))).exists()) {
        Files.delete(mark); // it was finished but for this
        return;
      }
      Set<Path> homes = new LinkedHashSet<>(List.of(places.custodianHome(), places.memberHome()));
      for (Path home : homes) {
        Path aside = free(home);
        for (String name : MADE) {
          moveInto(aside, home.resolve(name));
        }
        if (places.custody().startsWith(home)) {
          AtomicFiles.sweep(places.custody());
          moveInto(aside, places.custody());
        }
        CustodianHome.sweep(home);
      }
      sweepDirectory();
      Files.delete(mark);
    } catch (IOException e) {
      throw new KeyStoreException.Storage(e);
    }
  }

  /** What was half written anywhere in the directory: in it, and for each device or team. */
  private void sweepDirectory() throws IOException {
    if (!Files.isDirectory(places.directory())) {
      return;
    }
    List<Path> folders;
    try (Stream<Path> found = Files.walk(places.directory(), 2)) {
      folders = found.filter(Files::isDirectory).toList();
    }
    for (Path folder : folders) {
      AtomicFiles.sweep(folder);
    }
  }

  private static Path free(Path home) throws IOException {
    for (int i = 1; i < MOST; i++) {
      Path aside = home.resolve(ASIDE + i);
      if (!Files.exists(aside)) {
        return aside;
      }
    }
    throw new IOException("too many foundings were interrupted");
  }

  private static void moveInto(Path aside, Path made) throws IOException {
    if (Files.exists(made)) {
      Files.createDirectories(aside);
      Files.move(
          made, aside.resolve(made.getFileName().toString()), StandardCopyOption.ATOMIC_MOVE);
    }
  }

  /** Marks what is made from now on; with where it will be published. */
  void begin() throws KeyStoreException {
    try {
      byte[] directory = places.directory().toAbsolutePath().toString().getBytes(UTF_8);
      AtomicFiles.writePrivate(mark, directory);
    } catch (IOException e) {
      throw new KeyStoreException.Storage(e);
    }
  }

  void end() throws KeyStoreException {
    try {
      Files.deleteIfExists(mark);
    } catch (IOException e) {
      throw new KeyStoreException.Storage(e);
    }
  }
}
