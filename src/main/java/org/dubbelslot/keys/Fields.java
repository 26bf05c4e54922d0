package org.dubbelslot.keys;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.dubbelslot.crypto.Base64Url;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.json.StrictJson;

/**
 * Reads the members of one JSON object by name and type; every failure says where.
 *
 * <p>Members that are not asked for are ignored, unless {@code crit} names any: then the object was
 * made for a newer program and is refused.
 */
final class Fields {
  private static final int MAX_TEXT = 16_384;
  private static final int MAX_ITEMS = 100_000;

  private final String where;
  private final JsonNode node;

  private Fields(String where, JsonNode node) {
    this.where = where;
    this.node = node;
  }

  /** The object in {@code bytes}, which must be of {@code type} and demand nothing unknown. */
  static Fields of(String where, byte[] bytes, String type) throws DirectoryException.Malformed {
    ObjectNode object;
    try {
      object = StrictJson.parse(bytes);
    } catch (IOException e) {
      throw new DirectoryException.Malformed(where);
    }
    Fields fields = new Fields(where, object);
    if (!fields.text("type").equals(type)) {
      throw fields.malformed("type");
    }
    if (object.has("crit") && !(object.get("crit").isArray() && object.get("crit").isEmpty())) {
      throw fields.malformed("crit");
    }
    return fields;
  }

  /** The objects of the array in {@code bytes}. */
  static List<Fields> array(String where, byte[] bytes) throws DirectoryException.Malformed {
    try {
      return objects(where, StrictJson.parseArray(bytes));
    } catch (IOException e) {
      throw new DirectoryException.Malformed(where);
    }
  }

  /** Builds what the fields describe; an impossible combination is malformed. */
  <T> T build(Supplier<T> constructor) throws DirectoryException.Malformed {
    try {
      return constructor.get();
    } catch (IllegalArgumentException e) {
      throw new DirectoryException.Malformed(where);
    }
  }

  DirectoryException.Malformed malformed(String member) {
    return new DirectoryException.Malformed(where + ": " + member);
  }

  boolean has(String member) {
    return node.has(member);
  }

  /** Text that must be there. */
  String text(String member) throws DirectoryException.Malformed {
    return optionalText(member).orElseThrow(() -> malformed(member));
  }

  Optional<String> optionalText(String member) throws DirectoryException.Malformed {
    JsonNode value = node.get(member);
    if (value == null) {
      return Optional.empty();
    }
    if (!value.isTextual() || value.textValue().length() > MAX_TEXT) {
      throw malformed(member);
    }
    return Optional.of(value.textValue());
  }

  Kid kid(String member) throws DirectoryException.Malformed {
    return kidOf(member, text(member));
  }

  Optional<Kid> optionalKid(String member) throws DirectoryException.Malformed {
    Optional<String> text = optionalText(member);
    return text.isPresent() ? Optional.of(kidOf(member, text.get())) : Optional.empty();
  }

  List<Kid> kids(String member) throws DirectoryException.Malformed {
    List<Kid> kids = new ArrayList<>();
    for (String text : texts(member)) {
      kids.add(kidOf(member, text));
    }
    return kids;
  }

  /** A time in UTC and whole seconds, in the one spelling that we write. */
  Instant instant(String member) throws DirectoryException.Malformed {
    String text = text(member);
    try {
      Instant instant = Instant.parse(text);
      if (instant.getNano() == 0 && instant.toString().equals(text)) {
        return instant;
      }
    } catch (DateTimeException e) {
      throw malformed(member);
    }
    throw malformed(member);
  }

  long number(String member, long from, long to) throws DirectoryException.Malformed {
    JsonNode value = node.get(member);
    if (value == null
        || !value.isIntegralNumber()
        || !value.canConvertToLong()
        || value.longValue() < from
        || value.longValue() > to) {
      throw malformed(member);
    }
    return value.longValue();
  }

  /** One of the constants of {@code type}, spelled in lower case. */
  <E extends Enum<E>> E choice(String member, Class<E> type) throws DirectoryException.Malformed {
    return constant(text(member), type).orElseThrow(() -> malformed(member));
  }

  /** The constant of {@code type} that {@code text} spells in lower case. */
  static <E extends Enum<E>> Optional<E> constant(String text, Class<E> type) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> constant.name().toLowerCase(Locale.ROOT).equals(text))
        .findFirst();
  }

  /** A truth value; false when absent. */
  boolean flag(String member) throws DirectoryException.Malformed {
    JsonNode value = node.get(member);
    if (value == null) {
      return false;
    }
    if (!value.isBoolean()) {
      throw malformed(member);
    }
    return value.booleanValue();
  }

  byte[] bytes(String member) throws DirectoryException.Malformed {
    JsonNode value = node.get(member);
    if (value == null || !value.isTextual()) {
      throw malformed(member);
    }
    try {
      return Base64Url.decode(value.textValue());
    } catch (IllegalArgumentException e) {
      throw malformed(member);
    }
  }

  List<String> texts(String member) throws DirectoryException.Malformed {
    JsonNode array = node.get(member);
    if (array == null || !array.isArray() || array.size() > MAX_ITEMS) {
      throw malformed(member);
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode item : array) {
      if (!item.isTextual() || item.textValue().length() > MAX_TEXT) {
        throw malformed(member);
      }
      texts.add(item.textValue());
    }
    return texts;
  }

  Fields object(String member) throws DirectoryException.Malformed {
    JsonNode value = node.get(member);
    if (value == null || !value.isObject()) {
      throw malformed(member);
    }
    return new Fields(where + ": " + member, value);
  }

  List<Fields> objects(String member) throws DirectoryException.Malformed {
    JsonNode value = node.get(member);
    if (value == null) {
      throw malformed(member);
    }
    return objects(where + ": " + member, value);
  }

  /** The names of this object's own members. */
  List<String> names() throws DirectoryException.Malformed {
    if (node.size() > MAX_ITEMS) {
      throw new DirectoryException.Malformed(where);
    }
    return node.properties().stream().map(Map.Entry::getKey).toList();
  }

  private static List<Fields> objects(String where, JsonNode array)
      throws DirectoryException.Malformed {
    if (!array.isArray() || array.size() > MAX_ITEMS) {
      throw new DirectoryException.Malformed(where);
    }
    List<Fields> objects = new ArrayList<>();
    for (JsonNode item : array) {
      if (!item.isObject()) {
        throw new DirectoryException.Malformed(where);
      }
      objects.add(new Fields(where, item));
    }
    return objects;
  }

  private Kid kidOf(String member, String text) throws DirectoryException.Malformed {
    try {
      return new Kid(text);
    } catch (IllegalArgumentException e) {
      throw malformed(member);
    }
  }
}
