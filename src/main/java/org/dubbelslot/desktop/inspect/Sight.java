package org.dubbelslot.desktop.inspect;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import org.dubbelslot.files.LocalFileException;
import org.dubbelslot.format.FormatException;
import org.dubbelslot.format.Inspection;
import org.dubbelslot.format.Inspector;
import org.dubbelslot.format.SealedSource;

/** What looking at a file from outside gave. */
public sealed interface Sight {
  /** How many of a file's first bytes are shown. */
  int START_BYTES = 64;

  /** A sealed file, its structure sound. */
  record Shut(Inspection inspection, byte[] start) implements Sight {}

  /** A file that Dubbelslot did not seal, of {@code length} bytes. */
  record Readable(long length, byte[] start) implements Sight {}

  /** A file of which nothing can be told; {@code start} is empty when not even that was read. */
  record Unclear(Exception why, byte[] start) implements Sight {}

  /**
   * Looks at a file that lies elsewhere.
   *
   * @param source gives its head, and knows its length
   * @param start its first bytes
   * @throws IOException when reading fails; what the file is like is a sight, whatever it is
   */
  static Sight of(SealedSource source, byte[] start) throws IOException {
    byte[] shown = Arrays.copyOf(start, Math.min(start.length, START_BYTES));
    try {
      return new Shut(Inspector.inspect(source), shown);
    } catch (FormatException.NotSealed e) {
      return new Readable(source.length(), shown);
    } catch (FormatException e) {
      return new Unclear(e, shown);
    }
  }

  /** Looks at a file: reads its head, never its content. Every failure is a sight, too. */
  static Sight of(Path file) {
    byte[] start = {};
    long length = 0;
    try {
      length = ordinaryLength(file);
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
        SealedSource source = SealedSource.of(channel);
        start = start(source);
        return new Shut(Inspector.inspect(source), start);
      }
    } catch (FormatException.NotSealed e) {
      return new Readable(length, start);
    } catch (FormatException e) {
      return new Unclear(e, start);
    } catch (IOException e) {
      return new Unclear(LocalFileException.whileReading(nameOf(file), e), start);
    }
  }

  /**
   * Refuses folders, and pipes and devices, which could keep a reader waiting for ever. Failures
   * name the file alone: where it lies is known to whoever chose it.
   */
  private static long ordinaryLength(Path file) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    if (attributes.isDirectory()) {
      throw new LocalFileException.Folder(nameOf(file));
    }
    if (!attributes.isRegularFile()) {
      throw new LocalFileException.Special(nameOf(file));
    }
    return attributes.size();
  }

  private static byte[] start(SealedSource source) throws IOException {
    try (InputStream in = source.stream(0)) {
      return in.readNBytes(START_BYTES);
    }
  }

  /** The file's name without its folders; a root has none. */
  private static Path nameOf(Path file) {
    return file.getFileName() == null ? file : file.getFileName();
  }
}
