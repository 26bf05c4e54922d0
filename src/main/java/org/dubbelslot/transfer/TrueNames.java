package org.dubbelslot.transfer;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.List;
import java.util.Optional;
import org.dubbelslot.crypto.LocalSeal;
import org.dubbelslot.drive.DriveItem;
import org.dubbelslot.files.LocalDatabase;
import org.dubbelslot.files.LocalFileException;

/**
 * True names that stand only inside files, kept on this computer under the device's key, so that a
 * listing asks for each of them once and not for an organisation's half every time. A name is known
 * for one content of one item. Safe for several programs at a time.
 */
public final class TrueNames implements AutoCloseable {
  private static final List<String> SCHEMA =
      List.of(
          """
          CREATE TABLE true_name (item BLOB PRIMARY KEY, name BLOB NOT NULL) WITHOUT ROWID;
          """);
  private static final String CONTEXT = "true name";

  private final LocalDatabase database;
  private final LocalSeal seal;

  /**
   * Opens what is remembered.
   *
   * @param seal stays the caller's to close
   * @throws LocalFileException when the file cannot be used
   */
  public TrueNames(Path file, LocalSeal seal) throws LocalFileException {
    this.database = LocalDatabase.openCopy(file, SCHEMA);
    this.seal = seal;
  }

  /** The name, if it was read from this very content before. */
  Optional<String> of(DriveItem item) throws LocalFileException {
    Optional<byte[]> key = key(item);
    if (key.isEmpty()) {
      return Optional.empty();
    }
    return database
        .read(
            connection -> {
              try (PreparedStatement query =
                  connection.prepareStatement("SELECT name FROM true_name WHERE item = ?")) {
                query.setBytes(1, key.get());
                try (ResultSet rows = query.executeQuery()) {
                  return rows.next() ? Optional.of(rows.getBytes(1)) : Optional.<byte[]>empty();
                }
              }
            })
        .flatMap(this::opened);
  }

  /** Keeps the name that the item's content told. */
  void remember(DriveItem item, String name) throws LocalFileException {
    Optional<byte[]> key = key(item);
    if (key.isEmpty()) {
      return;
    }
    database.write(
        connection -> {
          try (PreparedStatement insert =
              connection.prepareStatement("INSERT OR REPLACE INTO true_name VALUES (?, ?)")) {
            insert.setBytes(1, key.get());
            insert.setBytes(2, seal.seal(name.getBytes(StandardCharsets.UTF_8), CONTEXT));
            insert.executeUpdate();
          }
          return null;
        });
  }

  @Override
  public void close() throws LocalFileException {
    database.close();
  }

  /** Of another device's days; it is read anew. */
  private Optional<String> opened(byte[] sealed) {
    try {
      return Optional.of(new String(seal.open(sealed, CONTEXT), StandardCharsets.UTF_8));
    } catch (GeneralSecurityException otherDevice) {
      return Optional.empty();
    }
  }

  /** Item and content; hashed, because the id of a file on a disk is its path. */
  static Optional<byte[]> key(DriveItem item) {
    return item.cTag()
        .or(item::eTag)
        .map(
            tag ->
                Digests.sha256().digest((item.id() + "\0" + tag).getBytes(StandardCharsets.UTF_8)));
  }
}
