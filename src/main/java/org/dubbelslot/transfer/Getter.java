package org.dubbelslot.transfer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dubbelslot.files.LocalFileException;
import org.dubbelslot.files.LocalName;
import org.dubbelslot.format.FormatException;
import org.dubbelslot.format.OpenOptions;
import org.dubbelslot.format.Opened;
import org.dubbelslot.names.NameException;
import org.dubbelslot.names.NameRules;
import org.dubbelslot.names.ShownNames;

/**
 * Gets files of a place onto this computer, opened. Each appears whole and verified, or not at all.
 */
public final class Getter implements AutoCloseable {
  private final Options options;
  private final Downloader downloader;

  /**
   * How files are got.
   *
   * @param conflict what to do when the target exists; {@link Conflict#REPLACE} overwrites it
   * @param open whether a signer who cannot be verified may pass
   * @param acceptOtherName whether a file may pass that was sealed under a name of another kind, or
   *     under that of another file in its folder
   * @param acceptOlder whether a file may pass of which a later revision was seen
   */
  public record Options(
      Conflict conflict, OpenOptions open, boolean acceptOtherName, boolean acceptOlder) {
    /** Nothing older than what was seen. */
    public Options(Conflict conflict, OpenOptions open, boolean acceptOtherName) {
      this(conflict, open, acceptOtherName, false);
    }
  }

  /** What became of one file. */
  public sealed interface Outcome {
    /**
     * It was written.
     *
     * @param target where
     * @param opened what was verified
     */
    record Got(Path target, Opened opened) implements Outcome {}

    /** Something of that name was there, and was left. */
    record Skipped() implements Outcome {}
  }

  /** A getter from one tree, of files that belong to no job. */
  public Getter(SealedTree tree, Options options) {
    this(new Downloader(tree, temporary -> false), options);
  }

  /** A getter that shares its downloader with others. */
  Getter(Downloader downloader, Options options) {
    this.options = options;
    this.downloader = downloader;
  }

  /**
   * Gets one file into a folder of this computer, under its true name or one that this computer can
   * hold.
   *
   * @throws TransferException when the entry is no sealed file, or looks swapped
   * @throws FormatException when the file is refused; nothing was written then
   * @throws LocalFileException when the target exists or cannot be written
   */
  public Outcome get(Entry entry, Path folder)
      throws IOException, TransferException, FormatException, NameException {
    Entry.SealedFile file = Entry.requireSealed(entry);
    Optional<Path> target = target(file, folder);
    return target.isEmpty() ? new Outcome.Skipped() : downloader.run(file, target.get(), options);
  }

  /**
   * What an earlier run may have done of a job.
   *
   * @param ran whether there was one
   * @param left what it left
   */
  record Earlier(boolean ran, Optional<Downloader.Partial> left) {}

  /**
   * As {@link #get(Entry, Path)}, for a job that may have begun before and may be resumed. Where an
   * earlier run had already given the file its name, that is found out by comparing.
   *
   * @param checkpoint where this run says what it would leave
   */
  Outcome get(Entry entry, Path folder, Earlier earlier, Downloader.Checkpoint checkpoint)
      throws IOException, TransferException, FormatException, NameException {
    Entry.SealedFile file = Entry.requireSealed(entry);
    if (earlier.ran()) {
      Path done = NameRules.resolveInside(folder, localName(file.name()));
      Optional<Opened> same = downloader.compare(file, done, options);
      if (same.isPresent()) {
        downloader.discard(earlier.left(), folder);
        return new Outcome.Got(done, same.get());
      }
    }
    Optional<Path> target = target(file, folder);
    if (target.isEmpty()) {
      downloader.discard(earlier.left(), folder);
      return new Outcome.Skipped();
    }
    return downloader.run(file, target.get(), options, earlier.left(), checkpoint);
  }

  /** Where the file goes; empty when it is to be skipped. */
  private Optional<Path> target(Entry.SealedFile file, Path folder)
      throws IOException, NameException {
    Path target = NameRules.resolveInside(folder, localName(file.name()));
    if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.of(target);
    }
    return switch (options.conflict()) {
      case SKIP -> Optional.empty();
      case BOTH -> Optional.of(freeTarget(folder, target.getFileName().toString()));
      case FAIL, REPLACE -> Optional.of(target);
    };
  }

  /** Stops what is under way and takes away what it wrote; from whichever thread. */
  @Override
  public void close() throws LocalFileException {
    downloader.close();
  }

  /** A name that this computer can hold: the true one, or what reads almost the same. */
  public static String localName(String name) {
    return NameRules.isValid(name) && LocalName.isPossible(name)
        ? name
        : LocalName.substitute(NameRules.substitute(name));
  }

  private static Path freeTarget(Path folder, String name) throws IOException, NameException {
    List<String> names = new ArrayList<>();
    try (Stream<Path> present = Files.list(folder)) {
      present.forEach(path -> names.add(path.getFileName().toString()));
    }
    names.add(name);
    return NameRules.resolveInside(folder, ShownNames.distinct(names).getLast());
  }
}
