package org.dubbelslot.transfer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.dubbelslot.drive.DriveException;
import org.dubbelslot.files.LocalFileException;
import org.dubbelslot.files.SourceFile;
import org.dubbelslot.names.NameException;
import org.dubbelslot.names.NameRules;

/**
 * Files and folders of this computer that a person gives to a folder of a place: looked through
 * first, so that everything can be asked at once, then added one by one while the first are being
 * carried. For one thread at a time.
 */
public final class Intake {
  /** How many of the refused, and of the names in use, are told by name. */
  private static final int TOLD = 100;

  private final Place place;
  private final Entry.Folder target;
  private final List<Path> sources;
  private final Deque<Step> steps = new ArrayDeque<>();
  private final Findings refused = new Findings();
  private int added;

  /** What the look found and is not added yet. */
  private int filesLeft;

  private long bytesLeft;

  /** Something that is still to be added, and the folder it goes into. */
  private record Step(Path path, Entry.Folder into, boolean inside) {}

  /**
   * Something that cannot be taken along.
   *
   * @param name its own
   */
  public record Refused(String name, Exception why) {}

  /**
   * What is there to be taken along.
   *
   * @param bytes of all files
   * @param refused what cannot be, as far as it is told by name
   * @param refusedInAll how many cannot be
   * @param taken names that are in use where they would go, as far as they are told
   * @param takenInAll how many are in use
   */
  public record Look(
      int files,
      int folders,
      long bytes,
      List<Refused> refused,
      int refusedInAll,
      List<String> taken,
      int takenInAll) {
    /** Whether nothing can be taken along. */
    public boolean isEmpty() {
      return files == 0 && folders == 0;
    }
  }

  /**
   * What was added.
   *
   * @param files that are new in the queue
   */
  public record Added(int files, List<Refused> refused, int refusedInAll) {}

  /** The same thing twice counts once. */
  public Intake(Place place, Entry.Folder target, List<Path> sources) {
    this.place = place;
    this.target = target;
    this.sources =
        sources.stream().map(path -> path.toAbsolutePath().normalize()).distinct().toList();
    for (Path source : this.sources) {
      steps.add(new Step(source, target, false));
    }
  }

  private static final class Findings {
    private final List<Refused> told = new ArrayList<>();
    private int all;

    void add(Path path, Exception why) {
      all++;
      if (told.size() < TOLD) {
        told.add(new Refused(Putter.nameOf(path), why));
      }
    }
  }

  /**
   * Looks through all of it, without opening a file.
   *
   * @param tree of the place
   * @throws DriveException when the drive cannot tell what is there, or this was interrupted
   */
  public Look look(SealedTree tree) throws DriveException {
    Looking looking = new Looking(tree);
    looking.level(sources, Optional.of(target), false);
    filesLeft = looking.files;
    bytesLeft = looking.bytes;
    return new Look(
        looking.files,
        looking.folders,
        looking.bytes,
        List.copyOf(looking.cannot.told),
        looking.cannot.all,
        List.copyOf(looking.taken),
        looking.takenInAll);
  }

  private final class Looking {
    private final SealedTree tree;
    private final Findings cannot = new Findings();
    private final List<String> taken = new ArrayList<>();
    private int takenInAll;
    private int files;
    private int folders;
    private long bytes;

    Looking(SealedTree tree) {
      this.tree = tree;
    }

    /** Those that go into one folder; where that is yet to be made, nothing is in their way. */
    void level(List<Path> paths, Optional<Entry.Folder> into, boolean inside)
        throws DriveException {
      Map<String, Entry> there = new HashMap<>();
      if (into.isPresent()) {
        for (Entry entry : tree.list(into.get())) {
          there.put(NameRules.caseFolded(entry.name()), entry);
        }
      }
      Set<String> given = new HashSet<>();
      for (Path path : paths) {
        requireGoingOn();
        try {
          String name = check(path, inside);
          String folded = NameRules.caseFolded(name);
          Optional<Entry> existing = Optional.ofNullable(there.get(folded));
          if (Files.isDirectory(path)) {
            folder(path, existing);
          } else {
            SourceFile file = SourceFile.of(path);
            files++;
            bytes += file.size();
            if (existing.isPresent() || !given.add(folded)) {
              taken(name);
            }
          }
        } catch (LocalFileException | NameException | TransferException e) {
          cannot.add(path, e);
        }
      }
    }

    private void folder(Path path, Optional<Entry> existing)
        throws DriveException, LocalFileException, TransferException {
      if (existing.isPresent() && !(existing.get() instanceof Entry.Folder)) {
        throw new TransferException.NotAFolder();
      }
      List<Path> children = children(path);
      folders++;
      level(children, existing.map(Entry.Folder.class::cast), true);
    }

    private void taken(String name) {
      takenInAll++;
      if (taken.size() < TOLD) {
        taken.add(name);
      }
    }
  }

  /**
   * Adds all of it. After a failure it may be called again, and goes on where it stopped.
   *
   * @throws DriveException when a folder cannot be made now, or all was given up
   */
  public Added add(TransferBatch batch, Putter.Options options) throws Exception {
    batch.expect(filesLeft, bytesLeft);
    while (!steps.isEmpty()) {
      requireGoingOn();
      Step step = steps.poll();
      try {
        add(batch, options, step);
      } catch (DriveException e) {
        steps.push(step);
        throw e;
      } catch (LocalFileException | NameException | TransferException e) {
        refused.add(step.path(), e);
      }
    }
    return new Added(added, List.copyOf(refused.told), refused.all);
  }

  private void add(TransferBatch batch, Putter.Options options, Step step) throws Exception {
    String name = check(step.path(), step.inside());
    if (!Files.isDirectory(step.path())) {
      SourceFile file = SourceFile.of(step.path());
      if (batch.put(place.name(), step.into(), file, options)) {
        added++;
      }
      filesLeft = Math.max(0, filesLeft - 1);
      bytesLeft = Math.max(0, bytesLeft - file.size());
      return;
    }
    List<Path> children = children(step.path());
    Entry.Folder into = batch.subfolder(place.name(), step.into(), name);
    for (Path child : children.reversed()) {
      steps.push(new Step(child, into, true));
    }
  }

  /** Its name in the place. */
  private String check(Path path, boolean inside)
      throws LocalFileException, NameException, TransferException {
    if (inside && Files.isSymbolicLink(path)) {
      throw new LocalFileException.Special(path);
    }
    if (path.getFileName() == null) {
      // A whole disk has no name.
      throw new LocalFileException.Special(path);
    }
    if (!inside && place.location() instanceof Place.Location.Folder(Path folder)) {
      Path root = real(folder);
      Path source = real(path);
      if (source.startsWith(root)) {
        throw new TransferException.AlreadyThere();
      }
      if (root.startsWith(source)) {
        throw new TransferException.HoldsThePlace();
      }
    }
    return NameRules.check(Putter.nameOf(path));
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return path.toAbsolutePath().normalize();
    }
  }

  private static List<Path> children(Path folder) throws LocalFileException {
    try (Stream<Path> children = Files.list(folder)) {
      return children.sorted().toList();
    } catch (IOException e) {
      throw LocalFileException.whileReading(folder, e);
    }
  }

  private static void requireGoingOn() throws DriveException.Stopped {
    if (Thread.currentThread().isInterrupted()) {
      throw new DriveException.Stopped(null);
    }
  }
}
