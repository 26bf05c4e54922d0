package org.dubbelslot.transfer;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dubbelslot.crypto.Base64Url;
import org.dubbelslot.crypto.LocalSeal;
import org.dubbelslot.drive.DriveItem;
import org.dubbelslot.drive.UploadHandle;
import org.dubbelslot.files.AtomicFile;
import org.dubbelslot.files.Leftovers;
import org.dubbelslot.format.FileId;
import org.dubbelslot.format.RewrapJournal;
import org.dubbelslot.json.StrictJson;

/**
 * What one place's re-wrap has under way, in a folder of the local state that one process at a time
 * holds. A note is sealed: the address of an upload is as good as a key to it.
 */
public final class RewrapNotes implements AutoCloseable {
  private static final String LOCK = "lock";
  private static final String SUFFIX = ".note";
  private static final String CONTEXT = "rewrap ";

  private final Path folder;
  private final String place;
  private final LocalSeal seal;
  private final FileChannel channel;

  private RewrapNotes(Path folder, String place, LocalSeal seal, FileChannel channel) {
    this.folder = folder;
    this.place = place;
    this.seal = seal;
    this.channel = channel;
  }

  /**
   * An upload that may not have ended.
   *
   * @param file where the note lies
   * @param itemId the file that gets another head
   * @param eTag of the file as it was
   * @param replacedLength how many of its first bytes {@code newHead} takes the place of
   * @param handle of the upload
   */
  record Note(
      Path file,
      String itemId,
      Optional<String> eTag,
      int replacedLength,
      byte[] newHead,
      UploadHandle handle) {}

  /**
   * Takes the folder for this process, after finishing what an earlier one left half written.
   *
   * @param place whose notes these are
   * @throws TransferException.RewrapUnderWay when another process has it
   */
  public static RewrapNotes hold(Path folder, String place, LocalSeal seal)
      throws IOException, TransferException {
    Optional<FileChannel> held = lock(folder);
    return new RewrapNotes(
        folder, place, seal, held.orElseThrow(TransferException.RewrapUnderWay::new));
  }

  /**
   * Finishes, without any key, what a crash left half written; to be called before files are
   * opened. Does nothing while a re-wrap is under way.
   *
   * @throws IOException when it cannot be finished: its file does not open until it is
   */
  public static void recover(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      Optional<FileChannel> held = lock(folder);
      if (held.isPresent()) {
        held.get().close();
      }
    }
  }

  private static Optional<FileChannel> lock(Path folder) throws IOException {
    Files.createDirectories(folder);
    FileChannel channel =
        FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    boolean mine = false;
    try {
      // Closing the channel gives it back, and so does the end of the process.
      FileLock lock = channel.tryLock();
      if (lock == null) {
        return Optional.empty();
      }
      RewrapJournal.recover(folder);
      Leftovers.sweep(folder);
      mine = true;
      return Optional.of(channel);
    } catch (OverlappingFileLockException e) {
      return Optional.empty();
    } finally {
      if (!mine) {
        channel.close();
      }
    }
  }

  Path folder() {
    return folder;
  }

  /** Notes an upload before its first byte goes out. */
  Note write(DriveItem item, int replacedLength, byte[] newHead, UploadHandle handle)
      throws IOException {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("item", item.id())
            .put("replaced", replacedLength)
            .put("head", Base64Url.encode(newHead))
            .put("upload", handle.text());
    item.eTag().ifPresent(tag -> json.put("eTag", tag));
    Path file = folder.resolve(FileId.random() + SUFFIX);
    try (AtomicFile target = AtomicFile.create(file, false)) {
      target.output().write(seal.seal(StrictJson.write(json), CONTEXT + place));
      target.commit();
    }
    return new Note(file, item.id(), item.eTag(), replacedLength, newHead, handle);
  }

  /** The notes of this place; those of others, and what does not open, are left where they are. */
  List<Note> all() throws IOException {
    List<Note> notes = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
      for (Path file : files) {
        read(file).ifPresent(notes::add);
      }
    }
    return notes;
  }

  private Optional<Note> read(Path file) throws IOException {
    byte[] opened;
    try {
      opened = seal.open(Files.readAllBytes(file), CONTEXT + place);
    } catch (GeneralSecurityException e) {
      return Optional.empty();
    }
    ObjectNode json = StrictJson.parse(opened);
    return Optional.of(
        new Note(
            file,
            json.get("item").textValue(),
            Optional.ofNullable(json.get("eTag")).map(tag -> tag.textValue()),
            json.get("replaced").intValue(),
            Base64Url.decode(json.get("head").textValue()),
            new UploadHandle(json.get("upload").textValue())));
  }

  void drop(Note note) throws IOException {
    Files.deleteIfExists(note.file());
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
