package org.dubbelslot.workplace.copies;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dubbelslot.files.LocalFileException;
import org.dubbelslot.transfer.CopyException;

/** What earlier runs of the program left in the folders of copies. */
final class Leftovers {
  private final List<PrivateFolder> folders;
  private final Host host;
  private final Watch watch;

  /**
   * Those of folders that this run has.
   *
   * @param watch hears of those that somebody still has open
   */
  Leftovers(List<PrivateFolder> folders, Host host, Watch watch) {
    this.folders = folders;
    this.host = host;
    this.watch = watch;
  }

  /**
   * Removes those with which nothing is lost, without any key; in every folder, before it fails for
   * one.
   *
   * @return how many are left; none are counted where another run has the folder
   */
  static int sweep(CopyPlaces places) throws IOException {
    int left = 0;
    List<IOException> failures = new ArrayList<>();
    for (Path folder : places.all()) {
      try {
        left += sweep(folder);
      } catch (IOException e) {
        failures.add(e);
      }
    }
    if (!failures.isEmpty()) {
      throw failures.getFirst();
    }
    return left;
  }

  private static int sweep(Path folder) throws IOException {
    int left = 0;
    try (PrivateFolder mine = PrivateFolder.take(folder)) {
      for (Path each : PrivateFolder.copies(mine.folder())) {
        CopyFolder copy = new CopyFolder(each);
        if (copy.isWorthless()) {
          copy.remove();
        } else {
          left++;
        }
      }
    } catch (CopyException.InUse e) {
      // Another run has them.
      return 0;
    }
    return left;
  }

  /**
   * Puts among the copies what may hold changes; one that cannot be is told.
   *
   * @throws LocalFileException when a folder of copies cannot be read
   */
  void takeUp() throws LocalFileException {
    for (PrivateFolder folder : folders) {
      takeUp(folder);
    }
  }

  private void takeUp(PrivateFolder folder) throws LocalFileException {
    for (Path each : PrivateFolder.copies(folder.folder())) {
      CopyFolder copy = new CopyFolder(each);
      if (!host.list().has(copy.id())) {
        try {
          takeUp(copy);
        } catch (IOException e) {
          host.tell(new CopyEvent.Trouble(host.describe(e)));
        }
      }
    }
  }

  private void takeUp(CopyFolder copy) throws IOException {
    if (copy.isWorthless()) {
      copy.remove();
      return;
    }
    Optional<CopyFolder.Note> note = copy.note(host.seal());
    if (note.isEmpty()) {
      // Of a device that enrolled anew: it cannot be told where the changes belong.
      host.tell(new CopyEvent.Trouble(host.describe(new CopyException.Remains(null))));
      return;
    }
    if (copy.isReadable()) {
      byte[] clean = copy.readClean().orElse(new byte[0]);
      if (host.around().openFiles().anyIn(copy.files()) == OpenFiles.Answer.YES) {
        adopt(copy, note.get(), clean);
        return;
      }
      Path file = copy.files().resolve(note.get().file());
      WorkingCopy.keepRest(copy, file, clean, note.get().document().name(), host);
      copy.removeFiles();
    }
    if (!copy.keepsAnything()) {
      copy.remove();
      return;
    }
    host.list().add(new KeptCopy(host, copy, note.get()));
  }

  private void adopt(CopyFolder copy, CopyFolder.Note note, byte[] clean) throws IOException {
    Copy.Kind kind = note.editing() ? Copy.Kind.EDITING : Copy.Kind.READ_ONLY;
    WorkingCopy again = new WorkingCopy(host, copy, note, kind, clean);
    again.doubt();
    host.list().add(again);
    watch.add(copy.files());
  }
}
