package org.dubbelslot.transfer;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dubbelslot.crypto.LocalSeal;
import org.dubbelslot.files.LocalDatabase;
import org.dubbelslot.files.LocalFileException;
import org.dubbelslot.names.NameRules;

/**
 * The true names of what lies in places, as far as their folders were listed on this computer, to
 * search in. One box for each folder, under the device's key: nothing readable lies on the disk.
 * Safe for several threads, and several programs at a time.
 */
public final class SearchIndex implements AutoCloseable {
  private static final List<String> SCHEMA =
      List.of(
          """
          CREATE TABLE folder (
            place BLOB NOT NULL, folder BLOB NOT NULL, names BLOB NOT NULL,
            PRIMARY KEY (place, folder)) WITHOUT ROWID;
          """);
  private static final String CONTEXT = "search ";

  private final LocalDatabase database;
  private final LocalSeal seal;

  /**
   * Something that was found.
   *
   * @param id of the item
   * @param folders true names of the folders that lead to it, from the place's root
   * @param name its own
   * @param folder whether it is a folder
   */
  public record Hit(String id, List<String> folders, String name, boolean folder) {
    /** Copies the list. */
    public Hit {
      folders = List.copyOf(folders);
    }
  }

  private record Named(String id, String name, boolean folder, String folderId) {}

  /**
   * Opens the index.
   *
   * @param seal stays the caller's to close
   * @throws LocalFileException when the file cannot be used
   */
  public SearchIndex(Path file, LocalSeal seal) throws LocalFileException {
    this.database = LocalDatabase.openCopy(file, SCHEMA);
    this.seal = seal;
  }

  /** Takes in what a folder holds now; names that nobody can read are left out. */
  public void learn(Place place, Entry.Folder folder, List<Entry> entries)
      throws LocalFileException {
    byte[] in = key(placeText(place));
    byte[] key = key(folder.item().id());
    byte[] box = seal.seal(bytes(folder, entries), context(in, key));
    database.write(
        connection -> {
          try (PreparedStatement insert =
              connection.prepareStatement("INSERT OR REPLACE INTO folder VALUES (?, ?, ?)")) {
            insert.setBytes(1, in);
            insert.setBytes(2, key);
            insert.setBytes(3, box);
            insert.executeUpdate();
          }
          return null;
        });
  }

  /** Forgets every folder of a place but those. */
  void keep(Place place, Set<String> folderIds) throws LocalFileException {
    byte[] in = key(placeText(place));
    Set<String> kept = new HashSet<>();
    folderIds.forEach(id -> kept.add(HexFormat.of().formatHex(key(id))));
    database.write(
        connection -> {
          List<byte[]> gone = new ArrayList<>();
          try (PreparedStatement query =
              connection.prepareStatement("SELECT folder FROM folder WHERE place = ?")) {
            query.setBytes(1, in);
            try (ResultSet rows = query.executeQuery()) {
              while (rows.next()) {
                byte[] key = rows.getBytes(1);
                if (!kept.contains(HexFormat.of().formatHex(key))) {
                  gone.add(key);
                }
              }
            }
          }
          try (PreparedStatement delete =
              connection.prepareStatement("DELETE FROM folder WHERE place = ? AND folder = ?")) {
            for (byte[] key : gone) {
              delete.setBytes(1, in);
              delete.setBytes(2, key);
              delete.executeUpdate();
            }
          }
          return null;
        });
  }

  /**
   * What bears a name that holds {@code text}, whatever the case; those that begin with it first.
   *
   * @param root id of the place's root folder
   * @param most how many at the most
   */
  public List<Hit> search(Place place, String root, String text, int most)
      throws LocalFileException {
    String wanted = NameRules.caseFolded(text.strip());
    Map<String, Named> folders = new HashMap<>();
    List<Named> matching = new ArrayList<>();
    for (Named named : names(place)) {
      if (named.folder()) {
        folders.put(named.id(), named);
      }
      if (NameRules.caseFolded(named.name()).contains(wanted)) {
        matching.add(named);
      }
    }
    matching.sort(
        Comparator.comparing(
                (Named named) -> !NameRules.caseFolded(named.name()).startsWith(wanted))
            .thenComparing(Named::name));
    List<Hit> hits = new ArrayList<>();
    for (Named named : matching) {
      Optional<List<String>> path = path(folders, root, named);
      if (path.isPresent() && hits.size() < most) {
        hits.add(new Hit(named.id(), path.get(), named.name(), named.folder()));
      }
    }
    return hits;
  }

  /** Empty where a folder between it and the root is not known, or not any more. */
  private static Optional<List<String>> path(Map<String, Named> folders, String root, Named named) {
    LinkedList<String> path = new LinkedList<>();
    Set<String> seen = new HashSet<>();
    String at = named.folderId();
    while (!at.equals(root)) {
      Named folder = folders.get(at);
      if (folder == null || !seen.add(at)) {
        return Optional.empty();
      }
      path.addFirst(folder.name());
      at = folder.folderId();
    }
    return Optional.of(path);
  }

  private List<Named> names(Place place) throws LocalFileException {
    byte[] in = key(placeText(place));
    return database.read(
        connection -> {
          List<Named> names = new ArrayList<>();
          try (PreparedStatement query =
              connection.prepareStatement("SELECT folder, names FROM folder WHERE place = ?")) {
            query.setBytes(1, in);
            try (ResultSet rows = query.executeQuery()) {
              while (rows.next()) {
                read(rows.getBytes(2), context(in, rows.getBytes(1)), names);
              }
            }
          }
          return names;
        });
  }

  /** What another device's key sealed is as if it were not there. */
  private void read(byte[] box, String context, List<Named> into) {
    try (DataInputStream in =
        new DataInputStream(new ByteArrayInputStream(seal.open(box, context)))) {
      String folderId = in.readUTF();
      for (int left = in.readInt(); left > 0; left--) {
        into.add(new Named(in.readUTF(), in.readUTF(), in.readBoolean(), folderId));
      }
    } catch (GeneralSecurityException | IOException e) {
      System.getLogger(SearchIndex.class.getName())
          .log(System.Logger.Level.DEBUG, "a folder of the index is passed by", e);
    }
  }

  private static byte[] bytes(Entry.Folder folder, List<Entry> entries) {
    List<Entry> named =
        entries.stream().filter(entry -> !(entry instanceof Entry.Unreadable)).toList();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeUTF(folder.item().id());
      out.writeInt(named.size());
      for (Entry entry : named) {
        out.writeUTF(entry.item().id());
        out.writeUTF(entry.name());
        out.writeBoolean(entry instanceof Entry.Folder);
      }
    } catch (IOException e) {
      throw new IllegalStateException("memory does not fail", e);
    }
    return bytes.toByteArray();
  }

  @Override
  public void close() throws LocalFileException {
    database.close();
  }

  private static String placeText(Place place) {
    return place.team() + " " + place.location();
  }

  private static byte[] key(String text) {
    return Digests.sha256().digest(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String context(byte[] place, byte[] folder) {
    return CONTEXT + HexFormat.of().formatHex(place) + " " + HexFormat.of().formatHex(folder);
  }
}
