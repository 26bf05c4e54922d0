package org.dubbelslot.drive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.dubbelslot.crypto.Base64Url;

/** Writes into an unfinished file beside the target, and renames it when it is safe on the disk. */
final class FolderUpload implements Upload {
  private static final int BUFFER = 1 << 16;
  private static final int MOST_NAMES = 10_000;
  private static final String SEPARATOR = "\0";

  private final FolderPaths paths;
  private final UploadRequest request;
  private final String unfinished;

  private FolderUpload(FolderPaths paths, UploadRequest request, String unfinished) {
    this.paths = paths;
    this.request = request;
    this.unfinished = unfinished;
  }

  static FolderUpload begin(FolderPaths paths, UploadRequest request) throws DriveException {
    FolderUpload upload = new FolderUpload(paths, request, FolderPaths.unfinished());
    FolderPaths.Found folder = paths.folder(request.parentId());
    upload.checkTarget(folder);
    if (FolderFailures.room(folder.path()) < request.size()) {
      throw new DriveException.QuotaFull(null);
    }
    return upload;
  }

  static FolderUpload resume(FolderPaths paths, UploadHandle handle) throws DriveException {
    try {
      String[] part =
          new String(Base64Url.decode(handle.text()), StandardCharsets.UTF_8).split(SEPARATOR, -1);
      if (part.length == 6 && FolderPaths.isUnfinished(part[5])) {
        Optional<String> eTag = Optional.of(part[4]).filter(tag -> !tag.isEmpty());
        return new FolderUpload(
            paths,
            new UploadRequest(
                part[0], part[1], Long.parseLong(part[2]), OnConflict.valueOf(part[3]), eTag),
            part[5]);
      }
    } catch (IllegalArgumentException e) {
      throw new DriveException.SessionLost();
    }
    throw new DriveException.SessionLost();
  }

  @Override
  public UploadHandle handle() {
    String text =
        String.join(
            SEPARATOR,
            request.parentId(),
            request.name(),
            Long.toString(request.size()),
            request.onConflict().name(),
            request.eTag().orElse(""),
            unfinished);
    return new UploadHandle(Base64Url.encode(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public Uploaded send(UploadSource source, LongConsumer progress) throws DriveException {
    FolderPaths.Found folder = paths.folder(request.parentId());
    Path target = checkTarget(folder);
    Path temporary = folder.path().resolve(unfinished);
    try {
      write(source, temporary, progress);
      Path written = commit(folder, temporary, target);
      flush(folder.path());
      return new Uploaded(paths.child(folder, written.getFileName().toString()).item(), false);
    } catch (ClosedByInterruptException e) {
      throw new DriveException.Stopped(e);
    } catch (IOException e) {
      throw FolderFailures.whileWriting(e, folder.path());
    }
  }

  @Override
  public void cancel() throws DriveException {
    try {
      Files.deleteIfExists(paths.folder(request.parentId()).path().resolve(unfinished));
    } catch (IOException e) {
      throw FolderFailures.of(e);
    }
  }

  /** The target, once it is clear that the request's condition holds. */
  private Path checkTarget(FolderPaths.Found folder) throws DriveException {
    Path target = paths.place(folder, request.name());
    boolean taken = Files.exists(target, LinkOption.NOFOLLOW_LINKS);
    if (taken && request.onConflict() == OnConflict.FAIL) {
      throw new DriveException.NameTaken();
    }
    if (request.onConflict() == OnConflict.REPLACE) {
      if (taken && !Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)) {
        throw new DriveException.NameTaken();
      }
      if (request.eTag().isPresent()) {
        if (!taken || !paths.child(folder, request.name()).tag().equals(request.eTag().get())) {
          throw new DriveException.Changed();
        }
      }
    }
    return target;
  }

  private void write(UploadSource source, Path temporary, LongConsumer progress)
      throws IOException {
    try (FileChannel out =
            FileChannel.open(
                temporary,
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING,
                LinkOption.NOFOLLOW_LINKS);
        InputStream in = open(source)) {
      byte[] buffer = new byte[BUFFER];
      long done = 0;
      for (int count = read(in, buffer); count >= 0; count = read(in, buffer)) {
        done += count;
        if (done > request.size()) {
          break;
        }
        ByteBuffer piece = ByteBuffer.wrap(buffer, 0, count);
        while (piece.hasRemaining()) {
          out.write(piece);
        }
        progress.accept(done);
      }
      if (done != request.size()) {
        throw new DriveException.SourceFailed(new IOException("other length than announced"));
      }
      out.force(true);
    }
  }

  private static InputStream open(UploadSource source) throws DriveException {
    try {
      return source.from(0);
    } catch (IOException e) {
      throw new DriveException.SourceFailed(e);
    }
  }

  private static int read(InputStream in, byte[] buffer) throws DriveException {
    try {
      return in.read(buffer);
    } catch (IOException e) {
      throw new DriveException.SourceFailed(e);
    }
  }

  private Path commit(FolderPaths.Found folder, Path temporary, Path target) throws IOException {
    if (request.onConflict() == OnConflict.REPLACE) {
      return Files.move(
          temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
    if (claim(temporary, target)) {
      return target;
    }
    if (request.onConflict() == OnConflict.FAIL) {
      throw new DriveException.NameTaken();
    }
    int dot = request.name().lastIndexOf('.');
    String stem = dot > 0 ? request.name().substring(0, dot) : request.name();
    String ending = request.name().substring(stem.length());
    for (int i = 1; i <= MOST_NAMES; i++) {
      Path other = paths.place(folder, stem + " " + i + ending);
      if (claim(temporary, other)) {
        return other;
      }
    }
    throw new DriveException.NameTaken();
  }

  /**
   * Gives a file another name only if that is free. A hard link does both in one step; where there
   * are none, looking first has to do.
   *
   * @return false when the name is in use
   */
  static boolean claim(Path from, Path to) throws IOException {
    try {
      Files.createLink(to, from);
      Files.delete(from);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } catch (FileSystemException | UnsupportedOperationException e) {
      if (Files.exists(to, LinkOption.NOFOLLOW_LINKS)) {
        return false;
      }
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
      return true;
    }
  }

  /** Makes a new name last through a power cut, where folders can be flushed. */
  static void flush(Path folder) throws IOException {
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }
}
