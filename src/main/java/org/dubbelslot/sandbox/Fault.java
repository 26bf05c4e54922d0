package org.dubbelslot.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
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
 * @param delayMillis how long to wait before anything is answered
 * @param cutAfterBytes after how many bytes to break the connection; −1 not to. Bytes of the
 *     request's body if it has one (a longer number: it is carried out and the answer is lost),
 *     else of the answer's body
 */
record Fault(
    String method,
    Pattern path,
    AtomicLong left,
    AtomicLong skip,
    int status,
    Map<String, String> headers,
    JsonNode body,
    long delayMillis,
    long cutAfterBytes) {

  private static final Set<String> MEMBERS =
      Set.of(
          "method",
          "path",
          "times",
          "skip",
          "status",
          "headers",
          "body",
          "delayMillis",
          "cutAfterBytes");

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
      return new Fault(
          node.path("method").asText(""),
          Pattern.compile(node.path("path").asText("")),
          new AtomicLong(node.path("times").asLong(1)),
          new AtomicLong(node.path("skip").asLong(0)),
          node.path("status").asInt(0),
          headers,
          node.get("body"),
          node.path("delayMillis").asLong(0),
          node.path("cutAfterBytes").asLong(-1));
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
