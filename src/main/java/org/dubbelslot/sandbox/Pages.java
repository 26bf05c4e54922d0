package org.dubbelslot.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Lists in pages, with a link to the next that says nothing to whoever reads it. */
final class Pages {
  static final int USUAL = 200;
  static final int MOST = 1000;

  private Pages() {}

  /** The page that a call asks for, by {@code $top} and the token of an earlier page's link. */
  static <T> Answer of(Call call, String context, List<T> all, Function<T, ObjectNode> json)
      throws GraphException {
    int top = top(call);
    Optional<String> token = call.option("skiptoken");
    int from = token.isPresent() ? (int) Math.min(all.size(), Ids.number("o", token.get())) : 0;
    int to = Math.min(all.size(), from + top);
    ObjectNode node = Graph.context(call, context);
    if (to < all.size()) {
      node.put("@odata.nextLink", nextLink(call, Ids.token("o", to)));
    }
    ArrayNode value = node.putArray("value");
    for (T each : all.subList(from, to)) {
      value.add(ItemJson.select(json.apply(each), call.option("select")));
    }
    return Answer.json(200, node);
  }

  /** How many items a page may have. */
  static int top(Call call) throws GraphException {
    String text = call.option("top").orElse(Integer.toString(USUAL));
    if (!text.matches("[1-9][0-9]{0,8}")) {
      throw GraphException.invalid("Invalid value for $top", "invalidQueryOption");
    }
    return Math.min(MOST, Integer.parseInt(text));
  }

  /** The same call, further on. */
  static String nextLink(Call call, String token) {
    StringBuilder link = new StringBuilder(call.base()).append(call.path()).append('?');
    for (String name : SystemOptions.LIST) {
      if (!name.equals("skiptoken")) {
        call.option(name)
            .ifPresent(
                value ->
                    link.append('$')
                        .append(name)
                        .append('=')
                        .append(Encoding.encodeSegment(value))
                        .append('&'));
      }
    }
    Optional.ofNullable(call.query().get("search"))
        .ifPresent(word -> link.append("search=").append(Encoding.encodeSegment(word)).append('&'));
    return link.append("$skiptoken=").append(token).toString();
  }
}
