package org.dubbelslot.transfer;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.dubbelslot.crypto.LocalSeal;
import org.dubbelslot.crypto.SecretBytes;
import org.dubbelslot.files.LocalDatabase;
import org.dubbelslot.files.LocalFileException;
import org.dubbelslot.format.FileId;
import org.dubbelslot.format.Metadata;

/**
 * The highest revision of each document that this device has opened or sealed, and which sealing it
 * was: so that whoever keeps the drive cannot put an older one back unseen.
 *
 * <p>Nothing readable lies on the disk: a document is looked up by a keyed hash, and what is known
 * of it is sealed. A device that enrols anew begins anew. Safe for several programs at a time.
 */
public final class SeenRevisions implements AutoCloseable {
  private static final List<String> SCHEMA =
      List.of(
          """
          CREATE TABLE lookup (one INTEGER PRIMARY KEY CHECK (one = 1), sealed BLOB NOT NULL);
          CREATE TABLE seen (document BLOB PRIMARY KEY, revision BLOB NOT NULL) WITHOUT ROWID;
          """);
  private static final String LOOKUP = "seen lookup";
  private static final String SEEN = "seen ";
  private static final String HMAC = "HmacSHA256";
  private static final int KEY_BYTES = 32;

  private final LocalDatabase database;
  private final LocalSeal seal;
  private final SecretKeySpec lookup;

  /**
   * Opens what was seen.
   *
   * @param seal stays the caller's to close
   * @throws LocalFileException when the file cannot be used
   */
  public SeenRevisions(Path file, LocalSeal seal) throws LocalFileException {
    this.database = LocalDatabase.open(file, SCHEMA);
    this.seal = seal;
    this.lookup = database.write(this::lookup);
  }

  /** A revision of a document. */
  private record Seen(long revision, FileId id) {
    byte[] bytes() {
      return ByteBuffer.allocate(Long.BYTES + FileId.BYTES)
          .putLong(revision)
          .put(id.bytes())
          .array();
    }

    static Seen of(byte[] bytes) {
      byte[] id = new byte[FileId.BYTES];
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      long revision = buffer.getLong();
      buffer.get(id);
      return new Seen(revision, FileId.of(id));
    }
  }

  /**
   * Compares a file with what was seen of its document.
   *
   * @param metadata what its sealed metadata say
   * @param id its sealing
   * @throws TransferException.OlderThanSeen when a later revision was seen
   * @throws TransferException.OtherThanSeen when another sealing of the same revision was seen
   */
  public void requireNotOlder(Metadata metadata, FileId id)
      throws LocalFileException, TransferException {
    byte[] document = document(metadata.document());
    Optional<Seen> seen = database.read(connection -> find(connection, document));
    if (seen.isEmpty()) {
      return;
    }
    if (seen.get().revision() > metadata.revision()) {
      throw new TransferException.OlderThanSeen(seen.get().revision(), metadata.revision());
    }
    if (seen.get().revision() == metadata.revision() && !seen.get().id().equals(id)) {
      throw new TransferException.OtherThanSeen(metadata.revision());
    }
  }

  /** Remembers a file that was verified, or sealed here, unless a later revision is known. */
  public void remember(Metadata metadata, FileId id) throws LocalFileException {
    byte[] document = document(metadata.document());
    Seen now = new Seen(metadata.revision(), id);
    database.write(
        connection -> {
          Optional<Seen> before = find(connection, document);
          if (before.isEmpty() || before.get().revision() <= now.revision()) {
            try (PreparedStatement insert =
                connection.prepareStatement("INSERT OR REPLACE INTO seen VALUES (?, ?)")) {
              insert.setBytes(1, document);
              insert.setBytes(2, seal.seal(now.bytes(), context(document)));
              insert.executeUpdate();
            }
          }
          return null;
        });
  }

  @Override
  public void close() throws LocalFileException {
    database.close();
  }

  private Optional<Seen> find(Connection connection, byte[] document) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("SELECT revision FROM seen WHERE document = ?")) {
      query.setBytes(1, document);
      try (ResultSet rows = query.executeQuery()) {
        return rows.next()
            ? Optional.of(Seen.of(seal.open(rows.getBytes(1), context(document))))
            : Optional.empty();
      }
    } catch (GeneralSecurityException damaged) {
      return Optional.empty();
    }
  }

  /** The key of the keyed hash; what another device's key sealed is forgotten. */
  private SecretKeySpec lookup(Connection connection) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement("SELECT sealed FROM lookup");
        ResultSet rows = query.executeQuery()) {
      if (rows.next()) {
        return new SecretKeySpec(seal.open(rows.getBytes(1), LOOKUP), HMAC);
      }
    } catch (GeneralSecurityException otherDevice) {
      try (PreparedStatement forget = connection.prepareStatement("DELETE FROM seen")) {
        forget.executeUpdate();
      }
    }
    try (SecretBytes key = SecretBytes.random(KEY_BYTES);
        PreparedStatement insert =
            connection.prepareStatement("INSERT OR REPLACE INTO lookup VALUES (1, ?)")) {
      insert.setBytes(1, seal.seal(key.bytes(), LOOKUP));
      insert.executeUpdate();
      return new SecretKeySpec(key.bytes(), HMAC);
    }
  }

  private byte[] document(FileId document) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(lookup);
      return mac.doFinal(document.bytes());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java lacks HMAC-SHA-256", e);
    }
  }

  private static String context(byte[] document) {
    return SEEN + HexFormat.of().formatHex(document);
  }
}
