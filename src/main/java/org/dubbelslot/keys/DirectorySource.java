package org.dubbelslot.keys;

import java.util.Optional;

/** Where a key directory lies, and how its files are fetched. Nothing fetched is trusted. */
public interface DirectorySource {
  /**
   * The whole of one file.
   *
   * @param path inside the directory, as {@link DirectoryPaths} names them
   * @param maxBytes a longer file is refused
   * @return empty when there is no such file
   * @throws DirectoryException.Unreachable when the place does not answer
   * @throws DirectoryException.Malformed when the file is longer
   */
  Optional<byte[]> fetch(String path, int maxBytes) throws DirectoryException;
}
