package org.dubbelslot.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Several requests in one; each has its own answer, and faults strike each on its own. */
final class Batch {
  private static final int MOST = 20;

  private final Faults faults;
  private final Meter meter;
  private final Consumer<String> log;

  Batch(Faults faults, Meter meter, Consumer<String> log) {
    this.faults = faults;
    this.meter = meter;
    this.log = log;
  }

  Answer answer(Call call, Front.Service graph) throws GraphException, IOException {
    JsonNode requests = call.json().path("requests");
    if (!call.method().equals("POST") || !requests.isArray() || requests.isEmpty()) {
      throw new GraphException(400, "BadRequest", "Invalid batch payload format.");
    }
    if (requests.size() > MOST) {
      throw new GraphException(
          400, "BadRequest", "Number of batch request steps exceeds the maximum value of 20.");
    }
    Set<String> failed = new HashSet<>();
    ObjectNode result = Json.object();
    ArrayNode responses = result.putArray("responses");
    for (JsonNode request : requests) {
      String id = request.path("id").asText();
      Answer answer = step(call, request, failed, graph);
      if (answer.status() >= 400) {
        failed.add(id);
      }
      responses.add(json(id, answer));
    }
    return Answer.json(200, result);
  }

  private Answer step(Call whole, JsonNode request, Set<String> failed, Front.Service graph)
      throws IOException {
    Map<String, String> headers = new HashMap<>();
    for (var header : request.path("headers").properties()) {
      headers.put(header.getKey().toLowerCase(Locale.ROOT), header.getValue().asText());
    }
    headers.putIfAbsent("host", whole.header("host").orElse(""));
    Body body =
        request.has("body") ? new Body.InMemory(Json.bytes(request.get("body"))) : Body.EMPTY;
    String url = "/v1.0/" + request.path("url").asText().replaceFirst("^/", "");
    String method = request.path("method").asText().toUpperCase(Locale.ROOT);
    Call call = Call.of(whole.base(), method, url, headers, body);
    for (JsonNode before : request.path("dependsOn")) {
      if (failed.contains(before.asText())) {
        return new GraphException(424, "FailedDependency", "A request before this one failed.")
            .answer(call);
      }
    }
    Optional<Fault> fault = faults.take(method, Encoding.decodeLeniently(call.path()));
    Optional<Answer> throttled = meter.charge(Cost.of(Endpoints.GRAPH, call), call);
    Optional<Answer> instead = fault.flatMap(f -> f.answer(call)).or(() -> throttled);
    Answer answer = instead.isPresent() ? instead.get() : ask(graph, call);
    fault.ifPresent(f -> f.headers().forEach(answer::header));
    return answer;
  }

  private Answer ask(Front.Service graph, Call call) throws IOException {
    try {
      return graph.answer(call);
    } catch (GraphException e) {
      Front.logMissing(log, call, e);
      return e.answer(call);
    }
  }

  private static ObjectNode json(String id, Answer answer) throws IOException {
    ObjectNode node = Json.object().put("id", id).put("status", answer.status());
    ObjectNode headers = node.putObject("headers");
    answer.headers().forEach(headers::put);
    if (answer.payload() instanceof Answer.Bytes(byte[] bytes)) {
      node.set("body", Json.read(bytes));
    }
    return node;
  }
}
