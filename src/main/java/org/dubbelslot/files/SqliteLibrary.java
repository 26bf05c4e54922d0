package org.dubbelslot.files;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/**
 * Where SQLite's native library is loaded from: a folder of this person's own, unpacked there once.
 *
 * <p>Left alone, the driver unpacks it into the folder for temporary files at every start, where
 * others may write and where a killed program leaves it. An installation that brings the library
 * says where in {@code org.sqlite.lib.path}, and nothing is unpacked.
 */
final class SqliteLibrary {
  private static final String PATH = "org.sqlite.lib.path";
  private static final String NAME = "org.sqlite.lib.name";
  private static final String TEMPORARY = "org.sqlite.tmpdir";

  private SqliteLibrary() {}

  /** Makes the driver find its library in {@code folder}, unless it knows another place already. */
  static void provide(Path folder) throws IOException {
    if (System.getProperty(PATH) != null) {
      return;
    }
    String name = LibraryLoaderUtil.getNativeLibName();
    Path library = folder.resolve(SQLiteJDBCLoader.getVersion() + "-" + name);
    if (!Files.isRegularFile(library)) {
      OwnFolders.create(folder);
      unpack(LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name, library);
    }
    // Should it not load from there (a disk that forbids it), the driver unpacks one beside it.
    System.setProperty(TEMPORARY, folder.toString());
    System.setProperty(NAME, library.getFileName().toString());
    System.setProperty(PATH, folder.toAbsolutePath().toString());
  }

  private static void unpack(String resource, Path library) throws IOException {
    try (InputStream in = SQLiteJDBCLoader.class.getResourceAsStream(resource);
        AtomicFile out = AtomicFile.create(library, true)) {
      if (in == null) {
        throw new FileNotFoundException("no SQLite for this system");
      }
      in.transferTo(out.output());
      out.commit();
    }
  }
}
