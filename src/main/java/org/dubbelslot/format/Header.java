package org.dubbelslot.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.dubbelslot.crypto.Base64Url;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.crypto.XWing;
import org.dubbelslot.json.StrictJson;

/** The header area: JSON that lists the locks, padded with spaces. */
record Header(List<Lock> locks) {
  static final int MAX_LOCKS = 16;
  private static final Set<String> KNOWN =
      Set.of(
          "locks",
          "locks.org",
          "locks.org.kid",
          "locks.org.alg",
          "locks.org.wrapped",
          "locks.team",
          "locks.team.kid",
          "locks.key",
          "crit");

  Header {
    locks = List.copyOf(locks);
    if (locks.isEmpty() || locks.size() > MAX_LOCKS) {
      throw new IllegalArgumentException("a file has 1 to 16 locks");
    }
  }

  /** The JSON, not padded. */
  byte[] json() {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    ArrayNode array = root.putArray("locks");
    for (Lock lock : locks) {
      ObjectNode node = array.addObject();
      node.putObject("org")
          .put("kid", lock.organisation().text())
          .put("alg", lock.algorithm())
          .put("wrapped", Base64Url.encode(lock.wrapped()));
      node.putObject("team").put("kid", lock.team().text());
      node.put("key", Base64Url.encode(lock.key()));
    }
    root.putArray("crit");
    return StrictJson.write(root);
  }

  /**
   * Reads a header area. Members that are not known are ignored unless {@code crit} names them.
   *
   * @throws FormatException for anything that is not exactly what a sealer of version 1 may write
   */
  static Header parse(byte[] area) throws FormatException {
    ObjectNode root;
    try {
      root = StrictJson.parse(area);
    } catch (IOException e) {
      throw new FormatException.DamagedStructure("header area: " + e.getMessage());
    }
    requireKnown(root.get("crit"));
    JsonNode array = root.get("locks");
    if (array == null || !array.isArray() || array.isEmpty() || array.size() > MAX_LOCKS) {
      throw new FormatException.DamagedStructure("number of locks");
    }
    List<Lock> locks = new ArrayList<>();
    for (JsonNode node : array) {
      locks.add(lock(node));
    }
    return new Header(locks);
  }

  private static void requireKnown(JsonNode crit) throws FormatException {
    if (crit == null) {
      return;
    }
    if (!crit.isArray()) {
      throw new FormatException.DamagedStructure("crit is not a list");
    }
    for (JsonNode path : crit) {
      if (!path.isTextual()) {
        throw new FormatException.DamagedStructure("crit names no member");
      }
      if (!KNOWN.contains(path.textValue())) {
        throw new FormatException.UnknownCriticalMember();
      }
    }
  }

  private static Lock lock(JsonNode node) throws FormatException {
    String algorithm = text(node.path("org"), "alg");
    byte[] wrapped = bytes(node.path("org"), "wrapped");
    if (OrganisationAlgorithm.of(algorithm)
        .map(known -> !possible(known, wrapped.length))
        .orElse(algorithm.isEmpty() || algorithm.length() > 64 || !isAscii(algorithm))) {
      throw new FormatException.DamagedStructure("organisation half of a lock");
    }
    byte[] key = bytes(node, "key");
    if (key.length != Lock.KEY_LENGTH) {
      throw new FormatException.DamagedStructure("wrapped content key of a lock");
    }
    return new Lock(kid(node.path("org")), algorithm, wrapped, kid(node.path("team")), key);
  }

  private static boolean possible(OrganisationAlgorithm algorithm, int wrappedLength) {
    return switch (algorithm) {
      case HPKE_X_WING -> wrappedLength == XWing.ENC_BYTES + HalfBlob.BYTES + Layout.GCM_TAG_LENGTH;
      case RSA_OAEP_256 ->
          wrappedLength >= OrganisationPublicKey.MIN_RSA_BITS / Byte.SIZE
              && wrappedLength <= OrganisationPublicKey.MAX_RSA_BITS / Byte.SIZE;
    };
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c > ' ' && c < 0x7f);
  }

  private static Kid kid(JsonNode object) throws FormatException {
    try {
      return new Kid(text(object, "kid"));
    } catch (IllegalArgumentException e) {
      throw new FormatException.DamagedStructure("a key identifier");
    }
  }

  private static byte[] bytes(JsonNode object, String member) throws FormatException {
    try {
      return Base64Url.decode(text(object, member));
    } catch (IllegalArgumentException e) {
      throw new FormatException.DamagedStructure("base64url in the header area");
    }
  }

  private static String text(JsonNode object, String member) throws FormatException {
    JsonNode value = object.get(member);
    if (value == null || !value.isTextual()) {
      throw new FormatException.DamagedStructure("a member of a lock");
    }
    return value.textValue();
  }
}
