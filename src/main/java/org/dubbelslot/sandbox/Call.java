package org.dubbelslot.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * One request, received whole.
 *
 * @param base the scheme, host and port that the client used
 * @param method in capitals
 * @param path still percent-encoded, beginning with a slash
 * @param query decoded; the first value of each name
 * @param headers names in lower case; several of one name joined by a comma
 * @param body what was received
 * @param requestId made for this request
 */
record Call(
    String base,
    String method,
    String path,
    Map<String, String> query,
    Map<String, String> headers,
    Body body,
    String requestId) {

  static Call of(
      String base, String method, String pathAndQuery, Map<String, String> headers, Body body) {
    int mark = pathAndQuery.indexOf('?');
    String path = mark < 0 ? pathAndQuery : pathAndQuery.substring(0, mark);
    String query = mark < 0 ? "" : pathAndQuery.substring(mark + 1);
    return new Call(
        base, method, path, Encoding.query(query), headers, body, UUID.randomUUID().toString());
  }

  Optional<String> header(String lowerCaseName) {
    return Optional.ofNullable(headers.get(lowerCaseName));
  }

  /** A system query option, with or without its dollar sign. */
  Optional<String> option(String name) {
    String value = query.get("$" + name);
    return Optional.ofNullable(value != null ? value : query.get(name));
  }

  String clientRequestId() {
    return header("client-request-id").orElse(requestId);
  }

  /** The body as a JSON object; an absent body counts as an empty object. */
  ObjectNode json() throws GraphException {
    try {
      byte[] bytes = body.bytes(header("content-encoding").orElse(""));
      if (bytes.length == 0) {
        return Json.object();
      }
      JsonNode node = Json.read(bytes);
      if (node instanceof ObjectNode object) {
        return object;
      }
    } catch (IOException e) {
      throw new GraphException(
          400, "BadRequest", "Unable to read JSON request payload.", "invalidRequest");
    }
    throw new GraphException(400, "BadRequest", "Unable to read JSON request payload.");
  }
}
