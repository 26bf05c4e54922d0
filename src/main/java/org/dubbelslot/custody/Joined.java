package org.dubbelslot.custody;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.json.StrictJson;
import org.dubbelslot.keys.AtomicFiles;
import org.dubbelslot.keys.KeyStoreException;
import org.dubbelslot.keys.Pin;

/**
 * What a home knows of its organisation: {@code organisation.json}.
 *
 * @param pin what it trusts
 * @param directory where the key directory is published
 * @param custody for a custodian: the folder of private keys, relative to the home
 */
public record Joined(Pin pin, DirectoryAddress directory, Optional<String> custody) {
  private static final String FILE = "organisation.json";
  private static final int MAX_BYTES = 16 << 10;

  /** What {@code home} has joined; empty for a new home. */
  public static Optional<Joined> in(Path home) throws KeyStoreException {
    try {
      Optional<byte[]> bytes = AtomicFiles.read(home.resolve(FILE), MAX_BYTES);
      return bytes.isPresent() ? Optional.of(parse(bytes.get())) : Optional.empty();
    } catch (IOException e) {
      throw new KeyStoreException.Storage(e);
    }
  }

  /** Keeps it in {@code home}. */
  public void keep(Path home) throws KeyStoreException {
    ObjectNode object =
        JsonNodeFactory.instance
            .objectNode()
            .put("type", "joined")
            .put("organisation", pin.organisation().text())
            .put("custodians", pin.custodians())
            .put("directory", directory.text());
    custody.ifPresent(folder -> object.put("custody", folder));
    try {
      AtomicFiles.writePrivate(home.resolve(FILE), StrictJson.write(object));
    } catch (IOException e) {
      throw new KeyStoreException.Storage(e);
    }
  }

  /** Has {@code home} belong to no organisation. */
  static void forget(Path home) throws IOException {
    Files.deleteIfExists(home.resolve(FILE));
  }

  private static Joined parse(byte[] bytes) throws KeyStoreException.Damaged {
    try {
      ObjectNode object = StrictJson.parse(bytes);
      return new Joined(
          new Pin(new Kid(text(object, "organisation")), text(object, "custodians")),
          new DirectoryAddress(text(object, "directory")),
          Optional.ofNullable(object.get("custody")).map(JsonNode::textValue));
    } catch (IOException | IllegalArgumentException e) {
      throw new KeyStoreException.Damaged();
    }
  }

  private static String text(ObjectNode object, String member) {
    JsonNode value = object.get(member);
    if (value == null || !value.isTextual()) {
      throw new IllegalArgumentException("a member is missing");
    }
    return value.textValue();
  }
}
