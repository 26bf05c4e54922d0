package org.dubbelslot.keys;

import com.fasterxml.jackson.core.Base64Variants;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dubbelslot.crypto.SecretBytes;

/**
 * A flat JSON object some of whose members are secrets in base64url. It never passes a secret
 * through a {@code String}, which could not be wiped.
 */
final class SecretJson implements AutoCloseable {
  private static final Set<String> SECRETS = Set.of("key", "ed25519", "mldsa65", "xwing");
  private static final int MAX_MEMBERS = 16;

  private final Map<String, String> texts = new HashMap<>();
  private final Map<String, SecretBytes> secrets = new HashMap<>();

  private SecretJson() {}

  /** Parses an object whose member {@code type} is {@code type}. */
  static SecretJson parse(SecretBytes plain, String type) throws KeyStoreException.Damaged {
    SecretJson json = parse(plain);
    if (!json.text("type").equals(type)) {
      json.close();
      throw new KeyStoreException.Damaged();
    }
    return json;
  }

  /** Parses an object of any type. */
  static SecretJson parse(SecretBytes plain) throws KeyStoreException.Damaged {
    SecretJson json = new SecretJson();
    JsonFactory factory =
        JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(1).build())
            .build();
    try (JsonParser parser = factory.createParser(plain.bytes())) {
      json.read(parser);
      return json;
    } catch (IOException e) {
      // The cause is left out: a parser quotes what it read.
      json.close();
      throw new KeyStoreException.Damaged();
    }
  }

  private void read(JsonParser parser) throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new IOException("not an object");
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      if (parser.nextToken() != JsonToken.VALUE_STRING
          || texts.size() + secrets.size() >= MAX_MEMBERS) {
        throw new IOException("not a flat object of strings");
      }
      if (SECRETS.contains(name)) {
        byte[] secret = parser.getBinaryValue(Base64Variants.MODIFIED_FOR_URL);
        secrets.put(name, SecretBytes.wrap(secret));
      } else {
        texts.put(name, parser.getText());
      }
    }
    if (parser.currentToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
      throw new IOException("more than an object");
    }
  }

  /** A member that must be there. */
  String text(String name) throws KeyStoreException.Damaged {
    return optionalText(name).orElseThrow(KeyStoreException.Damaged::new);
  }

  Optional<String> optionalText(String name) {
    return Optional.ofNullable(texts.get(name));
  }

  /** A copy of a secret that must be there, for the caller to close. */
  SecretBytes secret(String name) throws KeyStoreException.Damaged {
    SecretBytes secret = secrets.get(name);
    if (secret == null) {
      throw new KeyStoreException.Damaged();
    }
    return secret.copy();
  }

  /** A copy of a secret of {@code length} bytes. */
  SecretBytes secret(String name, int length) throws KeyStoreException.Damaged {
    SecretBytes secret = secret(name);
    if (secret.length() != length) {
      secret.close();
      throw new KeyStoreException.Damaged();
    }
    return secret;
  }

  @Override
  public void close() {
    secrets.values().forEach(SecretBytes::close);
  }

  /** Writes such an object. */
  static final class Writer {
    private final WipedStream out = new WipedStream();

    Writer(String type) {
      out.ascii("{\"type\":\"" + type + "\"");
    }

    /** {@code value} is an identifier or a name of ours: nothing to escape. */
    Writer text(String name, String value) {
      if (value.chars().anyMatch(c -> c < ' ' || c > '~' || c == '"' || c == '\\')) {
        throw new IllegalArgumentException("a text that would need escaping");
      }
      out.ascii(",\"" + name + "\":\"" + value + "\"");
      return this;
    }

    Writer secret(String name, SecretBytes secret) {
      if (!SECRETS.contains(name)) {
        throw new IllegalArgumentException("not a secret's name");
      }
      out.ascii(",\"" + name + "\":\"");
      byte[] encoded = Base64.getUrlEncoder().withoutPadding().encode(secret.bytes());
      out.writeBytes(encoded);
      Arrays.fill(encoded, (byte) 0);
      out.ascii("\"");
      return this;
    }

    /** The whole object; the writer is used up. */
    SecretBytes finish() {
      out.ascii("}");
      SecretBytes plain = SecretBytes.wrap(out.toByteArray());
      out.wipe();
      return plain;
    }
  }

  /** Wipes its buffer, which never grows: growing would leave a copy behind. */
  private static final class WipedStream extends ByteArrayOutputStream {
    WipedStream() {
      super(16_384);
    }

    void ascii(String text) {
      writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    void wipe() {
      Arrays.fill(buf, (byte) 0);
      reset();
    }
  }
}
