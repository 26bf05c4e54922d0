package org.dubbelslot.keys;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The copy of the last verified revision in a device's home, under the names that the directory
 * itself uses, with {@code seen.json} written last.
 */
final class DirectoryCache {
  private static final String LOCK = ".keeping";
  private static final String SEEN = "seen.json";
  private static final int MAX_SEEN_BYTES = 4096;

  private final Path folder;

  DirectoryCache(Path folder) {
    this.folder = folder;
  }

  DirectorySource source() {
    return new FolderSource(folder);
  }

  Optional<SeenRevision> seen() throws DirectoryException {
    try {
      Optional<byte[]> bytes = AtomicFiles.read(folder.resolve(SEEN), MAX_SEEN_BYTES);
      return bytes.isPresent() ? Optional.of(SeenRevision.read(bytes.get())) : Optional.empty();
    } catch (IOException e) {
      throw new DirectoryException.LocalCopy(e);
    }
  }

  /** Keeps {@code directory} and lets go of what only older revisions needed. */
  void keep(KeyDirectory directory) throws DirectoryException {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new DirectoryException.LocalCopy(e);
    }
    try (FileChannel channel =
            FileChannel.open(
                folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      Optional<SeenRevision> seen = seen();
      if (!lock.isValid() || (seen.isPresent() && seen.get().revision() > directory.revision())) {
        return; // another process of this device was faster and keeps a newer one
      }
      for (Map.Entry<String, byte[]> file : directory.allFiles().entrySet()) {
        Path target = folder.resolve(file.getKey());
        if (!Files.exists(target) || !Arrays.equals(Files.readAllBytes(target), file.getValue())) {
          AtomicFiles.write(target, file.getValue());
        }
      }
      AtomicFiles.write(folder.resolve(SEEN), SeenRevision.of(directory).write());
      removeAllBut(directory.allFiles().keySet());
    } catch (OverlappingFileLockException e) {
      return; // another thread is keeping a revision this moment; the next reading keeps ours
    } catch (IOException e) {
      throw new DirectoryException.LocalCopy(e);
    }
  }

  private void removeAllBut(Set<String> names) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            String name = folder.relativize(file).toString().replace('\\', '/');
            if (!name.equals(SEEN) && !name.equals(LOCK) && !names.contains(name)) {
              Files.deleteIfExists(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
