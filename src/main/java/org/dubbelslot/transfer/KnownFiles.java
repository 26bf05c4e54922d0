package org.dubbelslot.transfer;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.crypto.LocalSeal;
import org.dubbelslot.drive.DriveItem;
import org.dubbelslot.files.LocalDatabase;
import org.dubbelslot.files.LocalFileException;
import org.dubbelslot.format.Opened;
import org.dubbelslot.json.StrictJson;

/**
 * What was learnt of sealed files when they were opened or sealed here, kept on this computer under
 * the device's key: so that a listing can show it without asking for an organisation's half. It
 * holds for one content of one item. Safe for several threads, and several programs at a time.
 */
public final class KnownFiles implements AutoCloseable {
  private static final List<String> SCHEMA =
      List.of(
          """
          CREATE TABLE known (item BLOB PRIMARY KEY, said BLOB NOT NULL) WITHOUT ROWID;
          """);
  private static final String CONTEXT = "known file";

  private final LocalDatabase database;
  private final LocalSeal seal;

  /**
   * Opens what is known.
   *
   * @param seal stays the caller's to close
   * @throws LocalFileException when the file cannot be used
   */
  public KnownFiles(Path file, LocalSeal seal) throws LocalFileException {
    this.database = LocalDatabase.openCopy(file, SCHEMA);
    this.seal = seal;
  }

  /** What is known of those among {@code items} of which something is, by their ids. */
  public Map<String, Known> of(Collection<DriveItem> items) throws LocalFileException {
    return database.read(
        connection -> {
          Map<String, Known> found = new HashMap<>();
          try (PreparedStatement query =
              connection.prepareStatement("SELECT said FROM known WHERE item = ?")) {
            for (DriveItem item : items) {
              if (!item.folder()) {
                find(query, item).ifPresent(known -> found.put(item.id(), known));
              }
            }
          }
          return found;
        });
  }

  private Optional<Known> find(PreparedStatement query, DriveItem item) throws SQLException {
    Optional<byte[]> key = TrueNames.key(item);
    if (key.isEmpty()) {
      return Optional.empty();
    }
    query.setBytes(1, key.get());
    try (ResultSet rows = query.executeQuery()) {
      return rows.next() ? opened(rows.getBytes(1)) : Optional.empty();
    }
  }

  /** Keeps what an opened file told; a doubt is over then. */
  public void remember(DriveItem item, Opened opened) throws LocalFileException {
    remember(item, Known.of(opened));
  }

  /** Keeps what a file told that was opened in spite of a doubt: that stays. */
  void rememberDoubted(DriveItem item, Opened opened) throws LocalFileException {
    Optional<Known.Doubt> doubt =
        Optional.ofNullable(of(List.of(item)).get(item.id())).flatMap(Known::doubt);
    Known known = Known.of(opened);
    remember(item, doubt.map(known::doubted).orElse(known));
  }

  void remember(DriveItem item, Known known) throws LocalFileException {
    database.write(
        connection -> {
          write(connection, item, known);
          return null;
        });
  }

  /** Keeps why a file was refused, where that says something of the file itself. */
  public void doubt(DriveItem item, Exception refusal) throws LocalFileException {
    Optional<Known.Doubt> doubt = Known.doubt(refusal);
    if (doubt.isEmpty()) {
      return;
    }
    database.write(
        connection -> {
          try (PreparedStatement query =
              connection.prepareStatement("SELECT said FROM known WHERE item = ?")) {
            Known before = find(query, item).orElse(Known.NOTHING);
            write(connection, item, before.doubted(doubt.get()));
          }
          return null;
        });
  }

  private void write(Connection connection, DriveItem item, Known known) throws SQLException {
    Optional<byte[]> key = TrueNames.key(item);
    if (key.isEmpty()) {
      return;
    }
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT OR REPLACE INTO known VALUES (?, ?)")) {
      insert.setBytes(1, key.get());
      insert.setBytes(2, seal.seal(bytes(known), CONTEXT));
      insert.executeUpdate();
    }
  }

  @Override
  public void close() throws LocalFileException {
    database.close();
  }

  private static byte[] bytes(Known known) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    known.size().ifPresent(size -> node.put("size", size));
    known
        .by()
        .ifPresent(
            by -> node.put("device", by.device().text()).put("standing", by.standing().name()));
    known.keepUntil().ifPresent(day -> node.put("keepUntil", day.toString()));
    known.classification().ifPresent(name -> node.put("class", name));
    known.doubt().ifPresent(doubt -> node.put("doubt", doubt.name()));
    return StrictJson.write(node);
  }

  /** What another device's key sealed, or a later program wrote, is as if it were not there. */
  private Optional<Known> opened(byte[] sealed) {
    try {
      ObjectNode node = StrictJson.parse(seal.open(sealed, CONTEXT));
      return Optional.of(
          new Known(
              node.has("size") ? OptionalLong.of(node.get("size").asLong()) : OptionalLong.empty(),
              text(node, "device")
                  .map(
                      device ->
                          new Known.Sealing(
                              new Kid(device),
                              Known.Standing.valueOf(text(node, "standing").orElse("")))),
              text(node, "keepUntil").map(LocalDate::parse),
              text(node, "class"),
              text(node, "doubt").map(Known.Doubt::valueOf)));
    } catch (GeneralSecurityException
        | IOException
        | IllegalArgumentException
        | DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> text(ObjectNode node, String member) {
    return Optional.ofNullable(node.get(member)).map(value -> value.asText());
  }
}
