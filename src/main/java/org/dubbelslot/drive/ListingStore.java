package org.dubbelslot.drive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dubbelslot.crypto.LocalSeal;
import org.dubbelslot.files.LocalDatabase;
import org.dubbelslot.files.LocalFileException;
import org.dubbelslot.files.NameHash;

/**
 * A copy of one drive's listing on this computer's disk: items by their id, and up to where the
 * drive's changes are in it. What the drive says of an item is sealed, because not every name on a
 * drive is one of ours. Safe for several programs at a time.
 */
public final class ListingStore implements AutoCloseable {
  private static final List<String> SCHEMA =
      List.of(
          """
          CREATE TABLE progress (
            only INTEGER PRIMARY KEY CHECK (only = 1),
            token BLOB NOT NULL, whole INTEGER NOT NULL, generation INTEGER NOT NULL);
          CREATE TABLE item (
            id TEXT PRIMARY KEY, parent TEXT NOT NULL, generation INTEGER NOT NULL,
            said BLOB NOT NULL) WITHOUT ROWID;
          CREATE INDEX item_parent ON item (parent);
          """);
  private static final String TOKEN = "listing token";
  private static final String ITEM = "listing item ";
  private static final int HASH_BYTES = 16;

  private final LocalDatabase database;
  private final LocalSeal seal;

  /**
   * Opens the copy, or begins an empty one.
   *
   * @param file one for each drive
   * @param seal stays the caller's to close
   * @throws LocalFileException when the file cannot be used
   */
  public ListingStore(Path file, LocalSeal seal) throws LocalFileException {
    this.database = LocalDatabase.openCopy(file, SCHEMA);
    this.seal = seal;
  }

  /**
   * Opens the copy of one drive among those of others, or begins an empty one.
   *
   * @throws LocalFileException when the file cannot be used
   */
  public static ListingStore in(Path folder, String driveId, LocalSeal seal)
      throws LocalFileException {
    return new ListingStore(folder.resolve(NameHash.of(driveId, HASH_BYTES) + ".db"), seal);
  }

  /**
   * Up to where the drive's changes are known.
   *
   * @param token what to ask the drive with
   * @param whole whether everything is known as it was at {@code token}; otherwise a first listing
   *     is under way
   */
  record Progress(String token, boolean whole) {}

  /** Empty when nothing was ever read, or not by this device's key. */
  Optional<Progress> progress() throws LocalFileException {
    return database.read(this::progress);
  }

  /**
   * Takes in one page of changes.
   *
   * @param asked what the drive was asked with
   * @return false, and nothing is taken in, when another program was faster
   */
  boolean apply(Optional<String> asked, Changes page) throws LocalFileException {
    return database.write(
        connection -> {
          Optional<Progress> known = progress(connection);
          if (!known.map(Progress::token).equals(asked)) {
            return false;
          }
          if (known.isEmpty()) {
            execute(connection, "DELETE FROM item");
            execute(connection, "DELETE FROM progress");
          }
          long generation = generation(connection) + (page.anew() ? 1 : 0);
          for (DriveItem item : page.present()) {
            put(connection, item, generation);
          }
          for (String id : page.deleted()) {
            remove(connection, id);
          }
          boolean beginning = page.anew() || !known.get().whole();
          if (beginning && !page.more()) {
            // What the full list did not tell of is gone.
            execute(connection, "DELETE FROM item WHERE generation < ?", generation);
          }
          execute(
              connection,
              "INSERT OR REPLACE INTO progress VALUES (1, ?, ?, ?)",
              seal.seal(page.token().getBytes(StandardCharsets.UTF_8), TOKEN),
              beginning && page.more() ? 0 : 1,
              generation);
          return true;
        });
  }

  /** What is known to lie directly in a folder. */
  List<DriveItem> children(String folderId) throws LocalFileException {
    return database.read(
        connection -> {
          List<DriveItem> found = new ArrayList<>();
          try (PreparedStatement query =
              connection.prepareStatement("SELECT id, said FROM item WHERE parent = ?")) {
            query.setString(1, folderId);
            try (ResultSet rows = query.executeQuery()) {
              while (rows.next()) {
                found.add(read(rows.getString(1), rows.getBytes(2)));
              }
            }
          }
          return found;
        });
  }

  /** What is known of an item. */
  Optional<DriveItem> item(String id) throws LocalFileException {
    return database.read(
        connection -> {
          try (PreparedStatement query =
              connection.prepareStatement("SELECT said FROM item WHERE id = ?")) {
            query.setString(1, id);
            try (ResultSet rows = query.executeQuery()) {
              return rows.next() ? Optional.of(read(id, rows.getBytes(1))) : Optional.empty();
            }
          }
        });
  }

  /** Takes in what this program did itself, which the drive will tell again. */
  void put(DriveItem item) throws LocalFileException {
    database.write(
        connection -> {
          put(connection, item, generation(connection));
          return null;
        });
  }

  /** Forgets an item and all that lies in it. */
  void remove(String id) throws LocalFileException {
    database.write(
        connection -> {
          remove(connection, id);
          return null;
        });
  }

  @Override
  public void close() throws LocalFileException {
    database.close();
  }

  private Optional<Progress> progress(Connection connection) throws SQLException {
    try (PreparedStatement query =
            connection.prepareStatement("SELECT token, whole FROM progress");
        ResultSet row = query.executeQuery()) {
      return row.next()
          ? Optional.of(
              new Progress(
                  new String(seal.open(row.getBytes(1), TOKEN), StandardCharsets.UTF_8),
                  row.getInt(2) == 1))
          : Optional.empty();
    } catch (GeneralSecurityException otherDevice) {
      return Optional.empty();
    }
  }

  private static long generation(Connection connection) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement("SELECT generation FROM progress");
        ResultSet row = query.executeQuery()) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  private void put(Connection connection, DriveItem item, long generation) throws SQLException {
    execute(
        connection,
        "INSERT OR REPLACE INTO item VALUES (?, ?, ?, ?)",
        item.id(),
        item.parentId().orElse(""),
        generation,
        seal.seal(ItemRecord.bytes(item), ITEM + item.id()));
  }

  private DriveItem read(String id, byte[] said) throws SQLException {
    try {
      return ItemRecord.read(id, seal.open(said, ITEM + id));
    } catch (GeneralSecurityException | IOException e) {
      throw new SQLException("a row is damaged", e);
    }
  }

  /** A folder may claim to lie in itself: UNION ends where everything was seen. */
  private static void remove(Connection connection, String id) throws SQLException {
    execute(
        connection,
        """
        WITH RECURSIVE gone(id) AS (
          SELECT ? UNION SELECT item.id FROM item JOIN gone ON item.parent = gone.id)
        DELETE FROM item WHERE id IN gone
        """,
        id);
  }

  private static void execute(Connection connection, String sql, Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.executeUpdate();
    }
  }
}
