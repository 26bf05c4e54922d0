package org.dubbelslot.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Something that is to go wrong.
 *
 * @param method which requests: "" for any method
 * @param path which requests: a regular expression found in the decoded path
 * @param left how often it still happens; below zero for ever
 * @param skip how many matching requests still pass unharmed
 * @param status what to answer instead of the truth; 0 to answer the truth
 * @param headers what to add to the answer
 * @param body what to answer with {@code status}; null for Graph's usual error
 * @param text the same when it is not JSON: a page of a proxy, say; null when it is
 * @param set members of the true answer's objects, wherever they are, that get another value, or
 *     are left out when that is null
 * @param keep how many bytes remain of the true answer, as if they were all; −1 for all
 * @param hide headers of the request that are overlooked, in lower case
 * @param delayMillis how long to wait before anything is answered
 * @param cutAfterBytes after how many bytes to break the connection; −1 not to. Bytes of the
 *     request's body if it has one (a longer number: it is carried out and the answer is lost),
 *     else of the answer's body
 * @param silent whether the connection is not broken after those bytes, but falls silent
 */
record Fault(
    String method,
    Pattern path,
    AtomicLong left,
    AtomicLong skip,
    int status,
    Map<String, String> headers,
    JsonNode body,
    String text,
    JsonNode set,
    int keep,
    Set<String> hide,
    long delayMillis,
    long cutAfterBytes,
    boolean silent) {

  private static final Set<String> MEMBERS =
      Set.of(
          "method",
          "path",
          "times",
          "skip",
          "status",
          "headers",
          "body",
          "text",
          "set",
          "keep",
          "hide",
          "delayMillis",
          "cutAfterBytes",
          "silent");

  /**
   * Reads a fault.
   *
   * @throws GraphException 400 for a member that does not exist or a path that is no expression
   */
  static Fault of(JsonNode node) throws GraphException {
    for (var member : node.properties()) {
      if (!MEMBERS.contains(member.getKey())) {
        throw GraphException.invalid("A fault has no member of that name.");
      }
    }
    try {
      Map<String, String> headers = new TreeMap<>();
      node.path("headers")
          .properties()
          .forEach(header -> headers.put(header.getKey(), header.getValue().asText()));
      Set<String> hidden = new TreeSet<>();
      node.path("hide").forEach(name -> hidden.add(name.asText()));
      return new Fault(
          node.path("method").asText(""),
          Pattern.compile(node.path("path").asText("")),
          new AtomicLong(node.path("times").asLong(1)),
          new AtomicLong(node.path("skip").asLong(0)),
          node.path("status").asInt(0),
          headers,
          node.get("body"),
          node.path("text").textValue(),
          node.path("set"),
          node.path("keep").asInt(-1),
          hidden,
          node.path("delayMillis").asLong(0),
          node.path("cutAfterBytes").asLong(-1),
          node.path("silent").asBoolean(false));
    } catch (PatternSyntaxException e) {
      throw GraphException.invalid("The fault's path is not a regular expression.");
    }
  }

  boolean matches(String aMethod, String decodedPath) {
    return (method.isEmpty() || method.equalsIgnoreCase(aMethod))
        && path.matcher(decodedPath).find();
  }

  /** The answer in place of the truth. */
  Optional<Answer> answer(Call call) {
    if (status == 0) {
      return Optional.empty();
    }
    if (text != null) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return Optional.of(Answer.bytes(status, "text/html; charset=utf-8", bytes));
    }
    if (body != null) {
      return Optional.of(Answer.json(status, body));
    }
    return Optional.of(
        status < 400
            ? Answer.empty(status)
            : new GraphException(
                    status, GraphException.usualCode(status), "A fault of the sandbox.")
                .answer(call));
  }

  /** The true answer, as far as this fault leaves it. */
  Answer spoil(Answer truth) throws IOException {
    if (!(truth.payload() instanceof Answer.Bytes(byte[] bytes))) {
      return truth;
    }
    if (set.isObject() && truth.status() / 100 == 2) {
      JsonNode node = Json.read(bytes);
      replace(node);
      return truth.with(Json.bytes(node));
    }
    return keep < 0 ? truth : truth.with(Arrays.copyOf(bytes, Math.min(keep, bytes.length)));
  }

  private void replace(JsonNode node) {
    if (node instanceof ObjectNode object) {
      for (var member : set.properties()) {
        if (object.has(member.getKey()) && member.getValue().isNull()) {
          object.remove(member.getKey());
        } else if (object.has(member.getKey())) {
          object.set(member.getKey(), member.getValue());
        }
      }
    }
    node.forEach(this::replace);
  }

  ObjectNode json() {
    ObjectNode node =
        Json.object()
            .put("method", method)
            .put("path", path.pattern())
            .put("times", left.get())
            .put("skip", skip.get())
            .put("status", status)
            .put("delayMillis", delayMillis)
            .put("cutAfterBytes", cutAfterBytes);
    node.putPOJO("headers", headers);
    return node;
  }
}
