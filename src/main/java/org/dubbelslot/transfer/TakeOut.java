package org.dubbelslot.transfer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dubbelslot.files.LocalFileException;
import org.dubbelslot.names.NameException;
import org.dubbelslot.names.NameRules;

/**
 * Files and folders of a place that a person wants to have opened in a folder of this computer;
 * each is added as a job of its own. For one thread.
 */
public final class TakeOut {
  private final Place place;
  private final Getter.Options options;
  private final List<Intake.Refused> refused = new ArrayList<>();
  private int files;

  /** Out of that place. */
  public TakeOut(Place place, Getter.Options options) {
    this.place = place;
    this.options = options;
  }

  /**
   * Adds entries, folders with all in them.
   *
   * @throws Exception when the drive cannot tell what a folder holds, or all was given up
   */
  public Intake.Added add(TransferBatch batch, List<Entry> entries, Path folder) throws Exception {
    for (Entry entry : entries) {
      add(batch, entry, folder, entry.name());
    }
    return new Intake.Added(files, List.copyOf(refused), refused.size());
  }

  private void add(TransferBatch batch, Entry entry, Path folder, String shown) throws Exception {
    try {
      switch (entry) {
        case Entry.SealedFile file ->
            files += batch.get(place.name(), file, shown, folder, options) ? 1 : 0;
        case Entry.Folder below -> {
          Path made = make(folder, below.name());
          for (Entry child : batch.reading(place.name()).list(below)) {
            add(batch, child, made, shown + "/" + child.name());
          }
        }
        case Entry.Unreadable _, Entry.ReadableFile _ -> throw TransferException.notReadable(entry);
      }
    } catch (LocalFileException | NameException | TransferException e) {
      refused.add(new Intake.Refused(entry.name(), e));
    }
  }

  private static Path make(Path folder, String name) throws LocalFileException, NameException {
    Path made = NameRules.resolveInside(folder, Getter.localName(name));
    try {
      return Files.createDirectories(made);
    } catch (IOException e) {
      throw LocalFileException.whileWriting(made, e);
    }
  }
}
