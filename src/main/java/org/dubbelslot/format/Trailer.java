package org.dubbelslot.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.dubbelslot.crypto.Base64Url;
import org.dubbelslot.crypto.Ed25519;
import org.dubbelslot.crypto.Hkdf;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.json.StrictJson;

/**
 * The end of a sealed file: how long the plaintext is without padding, the hash over its segments,
 * and who sealed it.
 */
record Trailer(long size, byte[] root, Optional<Signature> signature) {
  static final int PLAINTEXT_LENGTH = Layout.TRAILER_LENGTH - Layout.GCM_TAG_LENGTH;
  private static final String ALGORITHM = "Ed25519";
  private static final int ROOT_LENGTH = 32;

  /** A device's signature of 64 bytes. */
  record Signature(Kid device, byte[] value) {}

  /** What is signed: identity, metadata, size and content. */
  static byte[] signedMessage(Layout layout, byte[] metadataPlaintext, long size, byte[] root) {
    return Hkdf.info(
        "dubbelslot/1 seal",
        layout.identity(),
        OrganisationPublicKey.sha256(metadataPlaintext),
        ByteBuffer.allocate(Long.BYTES).putLong(size).array(),
        root);
  }

  byte[] json() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("size", size).put("root", Base64Url.encode(root));
    signature.ifPresent(
        sig ->
            node.put("signer", sig.device().text())
                .put("alg", ALGORITHM)
                .put("sig", Base64Url.encode(sig.value())));
    return StrictJson.write(node);
  }

  /** The trailer of a file that can be read anywhere, decrypted with the file's own key. */
  static Trailer read(SealedSource source, ContentKeys keys) throws IOException, FormatException {
    try (InputStream in = source.stream(source.length() - Layout.TRAILER_LENGTH)) {
      return parse(keys.openTrailer(in.readNBytes(Layout.TRAILER_LENGTH)));
    }
  }

  static Trailer parse(byte[] plaintext) throws FormatException {
    try {
      ObjectNode node = StrictJson.parse(plaintext);
      JsonNode size = node.get("size");
      if (size == null
          || !size.isIntegralNumber()
          || !size.canConvertToLong()
          || size.longValue() < 0
          || size.longValue() > Layout.MAX_CONTENT) {
        throw new FormatException.TrailerAltered();
      }
      byte[] root = Base64Url.decode(text(node, "root"));
      if (root.length != ROOT_LENGTH) {
        throw new FormatException.TrailerAltered();
      }
      return new Trailer(size.longValue(), root, signature(node));
    } catch (IOException | IllegalArgumentException e) {
      throw new FormatException.TrailerAltered();
    }
  }

  private static Optional<Signature> signature(ObjectNode node) throws FormatException {
    if (!node.has("signer") && !node.has("alg") && !node.has("sig")) {
      return Optional.empty();
    }
    byte[] value = Base64Url.decode(text(node, "sig"));
    if (!text(node, "alg").equals(ALGORITHM) || value.length != Ed25519.SIGNATURE_BYTES) {
      throw new FormatException.TrailerAltered();
    }
    return Optional.of(new Signature(new Kid(text(node, "signer")), value));
  }

  private static String text(ObjectNode node, String member) throws FormatException {
    JsonNode value = node.get(member);
    if (value == null || !value.isTextual()) {
      throw new FormatException.TrailerAltered();
    }
    return value.textValue();
  }
}
