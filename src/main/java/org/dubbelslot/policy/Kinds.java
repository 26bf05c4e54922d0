package org.dubbelslot.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.DateTimeException;
import java.time.Period;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The kinds of settings there are. */
final class Kinds {
  private Kinds() {}

  /** Yes or no, where {@code tight} is the stricter of the two. */
  static Kind<Boolean> flag(boolean tight) {
    return new Kind<>() {
      @Override
      public Optional<Boolean> read(JsonNode json) {
        return json.isBoolean() ? Optional.of(json.booleanValue()) : Optional.empty();
      }

      @Override
      public JsonNode write(Boolean value) {
        return BooleanNode.valueOf(value);
      }

      @Override
      public Boolean tighten(Boolean above, Boolean asked) {
        return above == tight || asked == tight ? tight : above;
      }
    };
  }

  /** A whole number from {@code least} to {@code most} where more is stricter. */
  static Kind<Integer> atLeast(int least, int most) {
    return number(least, most, true);
  }

  /** A whole number from {@code least} to {@code most} where less is stricter. */
  static Kind<Integer> atMost(int least, int most) {
    return number(least, most, false);
  }

  private static Kind<Integer> number(int least, int most, boolean moreIsStricter) {
    return new Kind<>() {
      @Override
      public Optional<Integer> read(JsonNode json) {
        return json.isIntegralNumber()
                && json.canConvertToInt()
                && json.intValue() >= least
                && json.intValue() <= most
            ? Optional.of(json.intValue())
            : Optional.empty();
      }

      @Override
      public JsonNode write(Integer value) {
        return IntNode.valueOf(value);
      }

      @Override
      public Integer tighten(Integer above, Integer asked) {
        return moreIsStricter ? Math.max(above, asked) : Math.min(above, asked);
      }
    };
  }

  /** A choice of some of {@code all}, where fewer is stricter and none is useless. */
  static Kind<Set<String>> someOf(Set<String> all) {
    return new Kind<>() {
      @Override
      public Optional<Set<String>> read(JsonNode json) {
        if (!json.isArray() || json.isEmpty()) {
          return Optional.empty();
        }
        Set<String> chosen = new LinkedHashSet<>();
        for (JsonNode element : json) {
          if (!element.isTextual() || !all.contains(element.textValue())) {
            return Optional.empty();
          }
          chosen.add(element.textValue());
        }
        return Optional.of(Set.copyOf(chosen));
      }

      @Override
      public JsonNode write(Set<String> value) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        value.stream().sorted().forEach(array::add);
        return array;
      }

      @Override
      public Set<String> tighten(Set<String> above, Set<String> asked) {
        Set<String> both = new LinkedHashSet<>(above);
        both.retainAll(asked);
        return Set.copyOf(both);
      }

      @Override
      public boolean allowsNothing(Set<String> value) {
        return value.isEmpty();
      }
    };
  }

  /** A text that whoever is highest decides and nobody below can change. */
  static Kind<String> text(Predicate<String> valid) {
    return new Fixed<>() {
      @Override
      public Optional<String> read(JsonNode json) {
        return Optional.ofNullable(json.textValue()).filter(valid);
      }

      @Override
      public JsonNode write(String value) {
        return TextNode.valueOf(value);
      }
    };
  }

  /**
   * The kinds of documents, each {@code {"name": …, "keep": "P7Y"}}; {@code keep} may be absent.
   */
  static Kind<List<DocumentClass>> documentClasses() {
    return new Fixed<>() {
      @Override
      public Optional<List<DocumentClass>> read(JsonNode json) {
        if (!json.isArray()) {
          return Optional.empty();
        }
        List<DocumentClass> classes = new ArrayList<>();
        for (JsonNode element : json) {
          Optional<String> name = member(element, "name");
          Optional<Period> keep =
              element.has("keep")
                  ? member(element, "keep").flatMap(Kinds::period)
                  : Optional.of(Period.ZERO);
          if (name.isEmpty() || name.get().isBlank() || keep.isEmpty()) {
            return Optional.empty();
          }
          classes.add(new DocumentClass(name.get(), keep.get()));
        }
        return Optional.of(List.copyOf(classes));
      }

      @Override
      public JsonNode write(List<DocumentClass> value) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (DocumentClass one : value) {
          ObjectNode object = array.addObject().put("name", one.name());
          if (!one.keep().isZero()) {
            object.put("keep", one.keep().toString());
          }
        }
        return array;
      }
    };
  }

  /** {@code {"version": …, "nl": Markdown, "en": Markdown}}. */
  static Kind<RulesOfUse> rulesOfUse() {
    return new Fixed<>() {
      @Override
      public Optional<RulesOfUse> read(JsonNode json) {
        return member(json, "version")
            .flatMap(
                version ->
                    member(json, "nl")
                        .flatMap(
                            dutch ->
                                member(json, "en")
                                    .map(english -> new RulesOfUse(version, dutch, english))));
      }

      @Override
      public JsonNode write(RulesOfUse value) {
        return JsonNodeFactory.instance
            .objectNode()
            .put("version", value.version())
            .put("nl", value.dutch())
            .put("en", value.english());
      }
    };
  }

  private static Optional<String> member(JsonNode object, String name) {
    return Optional.ofNullable(object.get(name)).map(JsonNode::textValue);
  }

  private static Optional<Period> period(String text) {
    try {
      Period period = Period.parse(text);
      return period.isNegative() ? Optional.empty() : Optional.of(period);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** What is decided once and for all below. */
  private interface Fixed<T> extends Kind<T> {
    @Override
    default T tighten(T above, T asked) {
      return above;
    }
  }
}
