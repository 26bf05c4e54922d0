package org.dubbelslot.format;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The note of one re-wrap under way: which file, and its whole new head.
 *
 * <p>It holds the new head rather than the old: whatever was written when the power went, the
 * change can be finished without any key, and the file opens with its new locks.
 */
public final class RewrapJournal {
  private static final String SUFFIX = ".rewrap";
  private static final String UNFINISHED = SUFFIX + ".new";

  private final Path journal;
  private final Path file;
  private final byte[] newHead;

  private RewrapJournal(Path journal, Path file, byte[] newHead) {
    this.journal = journal;
    this.file = file;
    this.newHead = newHead;
  }

  /** How one journal was dealt with. */
  public enum Outcome {
    /** The file now has its new locks. */
    FINISHED,
    /** Another file stands there now; the journal was dropped. */
    SUPERSEDED,
    /** The file cannot be reached or written; the journal was kept for the next start. */
    OUT_OF_REACH
  }

  /** Writes a journal and makes sure that it survives a crash. */
  static RewrapJournal write(Path folder, Path file, byte[] newHead) throws IOException {
    Files.createDirectories(folder);
    byte[] path = file.toAbsolutePath().toString().getBytes(StandardCharsets.UTF_8);
    ByteBuffer content =
        ByteBuffer.allocate(Integer.BYTES + path.length + newHead.length)
            .putInt(path.length)
            .put(path)
            .put(newHead)
            .flip();
    String id = FileId.random().toString();
    Path temporary = folder.resolve(id + UNFINISHED);
    try (FileChannel channel =
        FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      while (content.hasRemaining()) {
        channel.write(content);
      }
      channel.force(true);
    }
    Path journal = folder.resolve(id + SUFFIX);
    Files.move(temporary, journal, StandardCopyOption.ATOMIC_MOVE);
    return new RewrapJournal(journal, file, newHead);
  }

  /**
   * Finishes what a crash interrupted; to be called at every start, and by no two processes at once
   * nor beside a re-wrap.
   *
   * @throws IOException when the journals themselves cannot be read
   */
  public static List<Outcome> recover(Path folder) throws IOException {
    List<Outcome> outcomes = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return outcomes;
    }
    try (DirectoryStream<Path> unfinished = Files.newDirectoryStream(folder, "*" + UNFINISHED)) {
      for (Path journal : unfinished) {
        Files.delete(journal); // its file was not touched yet
      }
    }
    try (DirectoryStream<Path> journals = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
      for (Path journal : journals) {
        outcomes.add(read(journal).recover());
      }
    }
    return outcomes;
  }

  private static RewrapJournal read(Path journal) throws IOException {
    ByteBuffer content = ByteBuffer.wrap(Files.readAllBytes(journal));
    int pathLength = content.remaining() < Integer.BYTES ? -1 : content.getInt();
    if (pathLength < 0 || content.remaining() < pathLength + Layout.FIXED_LENGTH) {
      throw new EOFException("journal shorter than what it says");
    }
    byte[] path = new byte[pathLength];
    content.get(path);
    byte[] newHead = new byte[content.remaining()];
    content.get(newHead);
    return new RewrapJournal(journal, Path.of(new String(path, StandardCharsets.UTF_8)), newHead);
  }

  private Outcome recover() throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      if (!isStillTheFile(channel)) {
        Files.delete(journal);
        return Outcome.SUPERSEDED;
      }
      finish(channel);
      return Outcome.FINISHED;
    } catch (NoSuchFileException | AccessDeniedException e) {
      return Outcome.OUT_OF_REACH;
    }
  }

  private boolean isStillTheFile(FileChannel channel) throws IOException {
    // With the header's length: a copy whose header grew is the same content, but another file.
    int fixed = Layout.FIXED_LENGTH;
    return channel.size() >= newHead.length
        && Arrays.equals(readHead(channel, fixed), 0, fixed, newHead, 0, fixed);
  }

  /** Writes the new head, makes it durable, reads it back and only then forgets the journal. */
  void finish(FileChannel channel) throws IOException {
    ByteBuffer changed = ByteBuffer.wrap(newHead).position(Layout.IDENTITY_LENGTH);
    long position = Layout.IDENTITY_LENGTH;
    while (changed.hasRemaining()) {
      position += channel.write(changed, position);
    }
    channel.force(true);
    if (!Arrays.equals(readHead(channel, newHead.length), newHead)) {
      throw new IOException("the new locks did not read back as written");
    }
    Files.delete(journal);
  }

  static byte[] readHead(FileChannel channel, int length) throws IOException {
    ByteBuffer head = ByteBuffer.allocate(length);
    while (head.hasRemaining()) {
      if (channel.read(head, head.position()) < 0) {
        throw new EOFException("file shorter than its head");
      }
    }
    return head.array();
  }
}
