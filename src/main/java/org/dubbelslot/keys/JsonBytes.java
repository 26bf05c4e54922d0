package org.dubbelslot.keys;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import org.dubbelslot.crypto.Base64Url;
import org.dubbelslot.crypto.Kid;

/** Writes JSON for people to read too: indented, members in the order in which they were set. */
final class JsonBytes {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private JsonBytes() {}

  /** A new object of {@code type}. */
  static ObjectNode object(String type) {
    return object().put("type", type);
  }

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }

  /** An array of the kids' text forms. */
  static ArrayNode kids(Collection<Kid> kids) {
    ArrayNode array = array();
    kids.forEach(kid -> array.add(kid.text()));
    return array;
  }

  /** An array of strings. */
  static ArrayNode texts(Collection<String> texts) {
    ArrayNode array = array();
    texts.forEach(array::add);
    return array;
  }

  static String text(byte[] bytes) {
    return Base64Url.encode(bytes);
  }

  /** Whole seconds, UTC. */
  static String text(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** The exact bytes from here on: never written again from the parsed form. */
  static byte[] bytes(JsonNode node) {
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    printer.indentObjectsWith(indenter);
    printer.indentArraysWith(indenter);
    try {
      return MAPPER.writer(printer).writeValueAsBytes(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a JSON tree cannot be written", e);
    }
  }
}
