package org.dubbelslot.workplace;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Optional;
import org.dubbelslot.crypto.LocalSeal;
import org.dubbelslot.drive.graph.GraphDrive;
import org.dubbelslot.files.NameHash;
import org.dubbelslot.json.StrictJson;
import org.dubbelslot.keys.AtomicFiles;
import org.dubbelslot.transfer.Place;

/**
 * Which drive a location led to when it was last opened, sealed under the device's key: without a
 * network nobody else can tell, and the copy of its listing could not be shown.
 */
final class KnownDrive {
  private static final String CONTEXT = "known drive ";
  private static final int HASH_BYTES = 16;
  private static final int LARGEST = 1 << 14;

  private final Path file;
  private final LocalSeal seal;

  /**
   * For one location.
   *
   * @param folder of the copies of listings
   * @param seal stays the caller's to close
   */
  KnownDrive(Path folder, Place.Location location, LocalSeal seal) {
    this.file = folder.resolve(NameHash.of(location.toString(), HASH_BYTES) + ".drive");
    this.seal = seal;
  }

  /**
   * What identifies a drive.
   *
   * @param root the folder that counts as its root
   */
  record Ids(String drive, String root) {}

  /** Keeps what was found; a computer that cannot keep it works on without. */
  void keep(GraphDrive drive) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("drive", drive.driveId()).put("root", drive.rootId());
    try {
      AtomicFiles.writePrivate(
          file, seal.seal(StrictJson.write(json), CONTEXT + file.getFileName()));
    } catch (IOException e) {
      System.getLogger(KnownDrive.class.getName())
          .log(System.Logger.Level.WARNING, "the drive's id could not be kept", e);
    }
  }

  /** What was kept, if it is there and whole. */
  Optional<Ids> kept() {
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > LARGEST) {
        return Optional.empty();
      }
      byte[] opened = seal.open(Files.readAllBytes(file), CONTEXT + file.getFileName());
      ObjectNode json = StrictJson.parse(opened);
      return Optional.of(new Ids(json.path("drive").asText(), json.path("root").asText()));
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
