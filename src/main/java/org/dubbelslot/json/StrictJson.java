package org.dubbelslot.json;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/**
 * Reads one JSON object or array and refuses whatever two readers might read differently: duplicate
 * members, a byte order mark, malformed UTF-8 or half a surrogate pair, numbers that are not
 * integers of at most 53 bits (RFC 7493, section 2.2), depth over 8, and anything but spaces after
 * the value.
 */
public final class StrictJson {
  /** Deepest nesting that is read; the outermost object counts as 1. */
  public static final int MAX_DEPTH = 8;

  /** Largest integer that is read, in either direction: 2^53 - 1. */
  public static final long MAX_INTEGER = (1L << 53) - 1;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxStringLength(4 << 20)
                          .maxNameLength(4 << 20)
                          .maxNumberLength(20)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .build();

  private StrictJson() {}

  /** {@code tree} as compact UTF-8, members in the order in which they were put. */
  public static byte[] write(JsonNode tree) {
    try {
      return MAPPER.writeValueAsBytes(tree);
    } catch (JacksonException e) {
      throw new IllegalStateException("a tree of plain values must serialise", e);
    }
  }

  /**
   * Parses {@code utf8}, which may end in spaces.
   *
   * @throws IOException when it is not exactly one well-formed JSON object; the message never
   *     quotes the input
   */
  public static ObjectNode parse(byte[] utf8) throws IOException {
    if (read(utf8, '{', '}') instanceof ObjectNode object) {
      return object;
    }
    throw new IOException("not one JSON object");
  }

  /**
   * Parses {@code utf8}, which may end in spaces and is an array at the top.
   *
   * @throws IOException when it is not exactly one well-formed JSON array; the message never quotes
   *     the input
   */
  public static ArrayNode parseArray(byte[] utf8) throws IOException {
    if (read(utf8, '[', ']') instanceof ArrayNode array) {
      return array;
    }
    throw new IOException("not one JSON array");
  }

  /**
   * The value in a file that a person wrote, without the blanks and line breaks (RFC 8259, section
   * 2) that editors leave around it; what is signed or sealed is read as it stands. Bytes that are
   * no UTF-8 stay what they are, to be refused.
   */
  public static byte[] ofEditor(byte[] written) {
    int from = 0;
    int to = written.length;
    while (from < to && isBlank(written[from])) {
      from++;
    }
    while (to > from && isBlank(written[to - 1])) {
      to--;
    }
    return Arrays.copyOfRange(written, from, to);
  }

  private static boolean isBlank(byte one) {
    return one == ' ' || one == '\t' || one == '\r' || one == '\n';
  }

  private static JsonNode read(byte[] utf8, char first, char last) throws IOException {
    int end = utf8.length;
    while (end > 0 && utf8[end - 1] == ' ') {
      end--;
    }
    String text;
    try {
      text =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(utf8, 0, end))
              .toString();
    } catch (CharacterCodingException e) {
      throw new IOException("not UTF-8");
    }
    if (text.isEmpty() || text.charAt(0) != first || text.charAt(text.length() - 1) != last) {
      throw new IOException("not one JSON value of the expected kind");
    }
    JsonNode node;
    try {
      node = MAPPER.readTree(text);
    } catch (JacksonException e) {
      throw new IOException("not well-formed JSON (" + e.getClass().getSimpleName() + ")");
    }
    check(node);
    return node;
  }

  // As deep as MAX_DEPTH at most, so recursion is safe.
  private static void check(JsonNode node) throws IOException {
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      checkText(member.getKey());
    }
    for (JsonNode child : node) {
      check(child);
    }
    if (node.isTextual()) {
      checkText(node.textValue());
    }
    if (node.isNumber() && !isSafeInteger(node)) {
      throw new IOException("a number is not an integer of at most 53 bits");
    }
  }

  private static boolean isSafeInteger(JsonNode number) {
    return number.isIntegralNumber()
        && number.canConvertToLong()
        && number.longValue() >= -MAX_INTEGER
        && number.longValue() <= MAX_INTEGER;
  }

  private static void checkText(String text) throws IOException {
    if (text.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
      throw new IOException("a text holds half a surrogate pair");
    }
  }
}
