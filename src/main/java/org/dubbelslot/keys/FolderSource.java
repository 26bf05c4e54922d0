package org.dubbelslot.keys;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A key directory in a folder: on this disk, a file share or a synced folder.
 *
 * @param folder the directory's own folder, the one with {@code latest}
 */
public record FolderSource(Path folder) implements DirectorySource {
  @Override
  public Optional<byte[]> fetch(String path, int maxBytes) throws DirectoryException {
    Path file = folder.resolve(path);
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(maxBytes + 1);
      if (bytes.length > maxBytes) {
        throw new DirectoryException.Malformed(path);
      }
      return Optional.of(bytes);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new DirectoryException.Unreachable(e);
    }
  }
}
