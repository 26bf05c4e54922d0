package org.dubbelslot.transfer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dubbelslot.drive.ByteRange;
import org.dubbelslot.drive.DriveException;
import org.dubbelslot.drive.DriveItem;
import org.dubbelslot.format.FormatException;
import org.dubbelslot.format.HeadOpener;
import org.dubbelslot.format.Metadata;
import org.dubbelslot.format.SealException;
import org.dubbelslot.names.NameException;

/**
 * Moves sealed files to another place, most often another team's: each is opened and sealed anew
 * under that team's lock on its way, through memory alone; the new one is read back, opened and
 * compared, and only then the old one is removed. Broken off at any point, the old one lies there
 * or both do. For one thread.
 */
public final class Relocator {
  private final SealedTree from;
  private final SealedTree to;
  private final Pace pace;
  private final CheckedSealing sealing;
  private final Map<String, Entry.Folder> made = new HashMap<>();

  /**
   * A move between two places.
   *
   * @param from one to write into, since files leave it
   * @param to one to write into
   */
  public Relocator(SealedTree from, SealedTree to, Pace pace) {
    this.from = from;
    this.to = to;
    this.pace = pace;
    this.sealing = new CheckedSealing(to);
  }

  /**
   * A sealed file that is to be moved.
   *
   * @param folders the folders in which it comes to lie, from the target downwards
   */
  public record Leaving(Entry.SealedFile file, List<String> folders) {
    /** Copies the list. */
    public Leaving {
      folders = List.copyOf(folders);
    }

    /** For showing. */
    public String path() {
      return String.join("/", folders) + (folders.isEmpty() ? "" : "/") + file.name();
    }
  }

  /**
   * What is to be done for entries of one folder.
   *
   * @param files all sealed files at or below them
   * @param others entries that cannot be moved so: readable, or with a name that nobody here reads
   */
  public record Plan(List<Leaving> files, List<Entry> others) {
    /** Copies the lists. */
    public Plan {
      files = List.copyOf(files);
      others = List.copyOf(others);
    }
  }

  /** Looks what lies at or below entries; asks for no key. */
  public static Plan plan(SealedTree from, List<Entry> entries) throws DriveException {
    List<Leaving> files = new ArrayList<>();
    List<Entry> others = new ArrayList<>();
    collect(from, entries, List.of(), files, others);
    return new Plan(files, others);
  }

  private static void collect(
      SealedTree from,
      List<Entry> entries,
      List<String> above,
      List<Leaving> files,
      List<Entry> others)
      throws DriveException {
    for (Entry entry : entries) {
      switch (entry) {
        case Entry.SealedFile file -> files.add(new Leaving(file, above));
        case Entry.Folder folder -> {
          List<String> below = new ArrayList<>(above);
          below.add(folder.name());
          collect(from, from.list(folder), below, files, others);
        }
        case Entry.ReadableFile _, Entry.Unreadable _ -> others.add(entry);
      }
    }
  }

  /**
   * Moves one file into a folder of the other place; folders are made where they are missing.
   *
   * @return its name there; a numbered one where that was in use
   * @throws ReplaceException.Changed when somebody changed the file meanwhile: it stays where it is
   * @throws ReplaceException.BothRemain when the old one could not be removed
   * @throws FormatException when the file does not open; nothing was changed then
   * @throws TransferException when it is older than what was seen, or its folder cannot be made
   */
  public String move(Leaving leaving, Entry.Folder target)
      throws IOException,
          SealException,
          TransferException,
          NameException,
          FormatException,
          ReplaceException {
    pace.await();
    Entry.Folder folder = folder(target, leaving.folders());
    DriveItem now = from.drive().stat(leaving.file().item().id());
    HeadOpener.Head head = from.headToReplace(now);
    Metadata metadata = ofTheOtherTeam(head.metadata().nextRevision(head.id()), leaving.file());
    try {
      CheckedSealing.Copy copy =
          sealing.make(
              () -> OpenedInput.of(from, () -> from.drive().read(now.id(), ByteRange.ALL)),
              metadata,
              folder);
      return sealing.replace(
          copy,
          folder,
          () -> {
            from.drive().delete(now.id(), now.eTag());
            return copy.name();
          });
    } catch (OpenedInput.NotOpened e) {
      throw e.refusal();
    }
  }

  private Metadata ofTheOtherTeam(Metadata next, Entry.SealedFile file) {
    return new Metadata(
        file.name(),
        next.modified(),
        next.type(),
        next.size(),
        to.access().team(),
        next.document(),
        next.revision(),
        next.replaces(),
        next.keepUntil(),
        next.classification());
  }

  private Entry.Folder folder(Entry.Folder target, List<String> names)
      throws IOException, SealException, TransferException, NameException {
    Entry.Folder at = target;
    String path = target.item().id();
    for (String name : names) {
      path += "/" + name;
      Entry.Folder known = made.get(path);
      if (known == null) {
        Optional<Entry> there = to.find(at, name);
        if (there.isPresent() && !(there.get() instanceof Entry.Folder)) {
          throw new TransferException.NotAFolder();
        }
        known = there.isPresent() ? (Entry.Folder) there.get() : to.makeFolder(at, name);
        made.put(path, known);
      }
      at = known;
    }
    return at;
  }

  /**
   * Removes folders that are empty now, from the innermost outwards; what still holds something
   * stays.
   *
   * @return how many stay
   */
  public static int removeEmpty(SealedTree from, List<Entry> entries) throws DriveException {
    int staying = 0;
    for (Entry entry : entries) {
      if (entry instanceof Entry.Folder folder) {
        staying += removeEmpty(from, from.list(folder));
        DriveItem now = from.drive().stat(folder.item().id());
        if (from.list(folder).isEmpty()) {
          from.drive().delete(now.id(), now.eTag());
        } else {
          staying++;
        }
      }
    }
    return staying;
  }
}
