package org.dubbelslot.workplace.copies;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.dubbelslot.files.LocalFileException;
import org.dubbelslot.files.SyncedFolders;
import org.dubbelslot.transfer.CopyException;
import org.dubbelslot.workplace.CopiesFolder;
import org.dubbelslot.workplace.Holdings;
import org.dubbelslot.workplace.Home;

/**
 * Where copies lie: new ones in one folder, those of earlier runs perhaps in others.
 *
 * @param home the person's folder of the program
 * @param chosen where the person wants them; empty: in the program's own folder
 * @param before what was chosen before that; what is left there is still taken up
 */
public record CopyPlaces(Home home, Optional<Path> chosen, List<Path> before) {
  /** Of the folder that is made in a chosen one; macOS indexes nothing that is called so. */
  private static final String NAME = "Dubbelslot.noindex";

  /** Those in the program's own folder. */
  public static CopyPlaces own(Home home) {
    return new CopyPlaces(home, Optional.empty(), List.of());
  }

  /** Where new copies lie, made when it is first needed. */
  public Path current() {
    return chosen.map(CopyPlaces::in).orElse(ours());
  }

  private Path ours() {
    return home.state().resolve("copies");
  }

  /** Never the chosen folder itself, in which other things may lie. */
  private static Path in(Path chosen) {
    return chosen.resolve(NAME);
  }

  /** The other folders in which something may be left. */
  List<Path> earlier() {
    return Stream.concat(Stream.of(ours()), before.stream().map(CopyPlaces::in))
        .filter(folder -> !folder.equals(current()) && Files.isDirectory(folder))
        .distinct()
        .toList();
  }

  /** All folders in which something may be left. */
  List<Path> all() {
    return Stream.concat(Stream.of(current()).filter(Files::isDirectory), earlier().stream())
        .toList();
  }

  /**
   * Takes the folder for new copies.
   *
   * @throws CopyException.UnfitFolder when the chosen one may not hold any
   * @throws CopyException.NoPrivateFolder when a sync client would send copies on
   * @throws CopyException as {@link PrivateFolder#take}
   * @throws LocalFileException as {@link PrivateFolder#take}
   */
  PrivateFolder take(SyncedFolders synced) throws LocalFileException, CopyException {
    if (chosen.isPresent()) {
      CopiesFolder.require(chosen.get(), synced);
    }
    if (synced.covering(current()).isPresent()) {
      throw new CopyException.NoPrivateFolder();
    }
    return PrivateFolder.take(current());
  }

  /**
   * Takes the other folders, too, as far as no other run of the program works there.
   *
   * @param unusable is told of each that cannot be used, such as one on a stick that is read-only
   */
  List<PrivateFolder> takeEarlier(Holdings held, Consumer<LocalFileException> unusable) {
    List<PrivateFolder> taken = new ArrayList<>();
    for (Path folder : earlier()) {
      try {
        taken.add(held.hold(PrivateFolder.take(folder)));
      } catch (CopyException.InUse e) {
        // Another run takes care of its own.
        System.getLogger(CopyPlaces.class.getName())
            .log(System.Logger.Level.DEBUG, "an earlier folder of copies is left alone", e);
      } catch (LocalFileException e) {
        unusable.accept(e);
      }
    }
    return taken;
  }
}
