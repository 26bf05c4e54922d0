package org.dubbelslot.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Microsoft's own description of Graph, {@code graph-drive-openapi.yaml}, and whether the sandbox's
 * answers fit it: by the rules of OpenAPI, and with no property that no schema declares (those with
 * an {@code @} are OData's). Any suite that uses a sandbox may {@link #record} what it answers and
 * {@link #checkAnswers} at its end; without the description both do nothing.
 */
public final class GraphDescription {
  /**
   * What the description, cut to drives, sites and channel files, cannot say anything about. All
   * else that is answered in JSON is validated.
   */
  static final Map<String, String> NOT_DESCRIBED =
      Map.of(
          "monitor", "the monitor of a copy: a URL outside Graph, described in prose only",
          "sign_in", "the sign-in authority: another service",
          "batch", "the envelope of $batch; each answer inside is validated",
          "fault", "answers that a test has scripted are not kept");

  /** Whose members are said to be the service's own affair. */
  private static final Map<String, Set<String>> OPEN =
      Map.of(
          "microsoft.graph.ODataErrors.InnerError",
          Set.of("code", "date", "request-id", "client-request-id"));

  private static final String ITEM = "/drives/{drive-id}/items/{driveItem-id}";

  /** Of a long list so many are validated from either end. */
  private static final int ENDS = 10;

  private static final Path FILE =
      Path.of(System.getProperty("shared.dir", "../shared"), "data", "graph-drive-openapi.yaml");

  private static final Optional<GraphDescription> LOADED =
      Files.exists(FILE) ? Optional.of(new GraphDescription()) : Optional.empty();

  private final JsonNode description;
  private final OpenApiInteractionValidator validator;

  private GraphDescription() {
    try {
      description = new YAMLMapper().readTree(FILE.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    // Undeclared properties are our own affair: the validator does not see through allOf.
    validator =
        OpenApiInteractionValidator.createFor(FILE.toUri().toString())
            .withBasePathOverride("/")
            .withLevelResolver(
                LevelResolver.create()
                    .withLevel(
                        "validation.response.body.schema.additionalProperties",
                        ValidationReport.Level.IGNORE)
                    .build())
            .build();
  }

  /** The description; absent where the shared data is. */
  static Optional<GraphDescription> loaded() {
    return LOADED;
  }

  /** Lets a sandbox keep its answers in its request log. */
  public static void record(Sandbox sandbox) throws IOException {
    if (LOADED.isPresent()) {
      call(sandbox, "/settings", "PATCH", "{\"recordsAnswers\":true}");
    }
  }

  /** Holds all answers that a sandbox has kept against the description. */
  public static void checkAnswers(Sandbox sandbox) throws IOException {
    if (LOADED.isEmpty()) {
      return;
    }
    Set<String> complaints = new TreeSet<>();
    for (String line : call(sandbox, "/requests", "GET", "").split("\n", -1)) {
      if (!line.isEmpty()) {
        complaints.addAll(
            LOADED.get().complaints(Json.read(line.getBytes(StandardCharsets.UTF_8))));
      }
    }
    assertThat(complaints).as("answers that Microsoft's description does not allow").isEmpty();
  }

  private static String call(Sandbox sandbox, String path, String method, String body)
      throws IOException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(sandbox.control() + path))
              .method(method, BodyPublishers.ofString(body))
              .build();
      return http.send(request, BodyHandlers.ofString()).body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  /** What is wrong with one line of the request log. */
  List<String> complaints(JsonNode request) throws IOException {
    String kind = request.path("kind").asText();
    if (!request.has("answer") || kind.isEmpty()) {
      return List.of();
    }
    JsonNode answer = request.get("answer");
    int status = request.path("status").asInt();
    if (kind.equals("batch") && status == 200) {
      return batch(request, answer);
    }
    if (NOT_DESCRIBED.containsKey(kind)) {
      return List.of();
    }
    String method = request.path("method").asText();
    if (kind.equals("fragment")) {
      return status == 202 || method.equals("GET")
          ? complaints("POST", ITEM + "/createUploadSession", status, answer)
          : complaints("GET", ITEM, status, answer);
    }
    return complaints(
        method, GraphAddress.template(request.path("path").asText()).orElse(""), status, answer);
  }

  private List<String> batch(JsonNode request, JsonNode answer) throws IOException {
    Path kept = Path.of(request.path("bodyFile").asText());
    if (!Files.isRegularFile(kept)) {
      return List.of();
    }
    List<String> complaints = new ArrayList<>();
    JsonNode asked = Json.read(Files.readAllBytes(kept)).path("requests");
    for (JsonNode response : answer.path("responses")) {
      for (JsonNode each : asked) {
        if (each.path("id").equals(response.path("id")) && response.has("body")) {
          String path = "/v1.0/" + each.path("url").asText().replaceFirst("^/", "");
          complaints.addAll(
              complaints(
                  each.path("method").asText(),
                  GraphAddress.template(path.replaceFirst("\\?.*", "")).orElse(""),
                  response.path("status").asInt(),
                  response.get("body")));
        }
      }
    }
    return complaints;
  }

  /** What is wrong with an answer to a described request. */
  List<String> complaints(String method, String template, int status, JsonNode answer) {
    // Errors look the same everywhere, also where a path is not described.
    String path = status >= 400 ? "/me/drive" : template;
    String verb = status >= 400 ? "get" : method.toLowerCase(Locale.ROOT);
    JsonNode operation = description.path("paths").path(path).path(verb);
    String where = method + " " + template + " " + status + ": ";
    if (operation.isMissingNode()) {
      return List.of(where + "not described");
    }
    List<String> complaints = new ArrayList<>();
    JsonNode shown = shortened(answer);
    ValidationReport report =
        validator.validateResponse(
            path.replaceAll("\\{[^}]*}", "x"),
            Request.Method.valueOf(verb.toUpperCase(Locale.ROOT)),
            SimpleResponse.Builder.status(status)
                .withContentType("application/json")
                .withBody(shown.toString())
                .build());
    report.getMessages().stream()
        .filter(message -> message.getLevel() == ValidationReport.Level.ERROR)
        .forEach(message -> complaints.add(where + whole(message)));
    JsonNode response = operation.path("responses").path(status >= 400 ? "default" : "2XX");
    JsonNode schema = resolve(response).path("content").path("application/json").path("schema");
    undeclared(shown, schema, where, complaints);
    return complaints;
  }

  /** A message with those that explain it. */
  private static String whole(ValidationReport.Message message) {
    StringBuilder text = new StringBuilder(message.getMessage());
    message.getAdditionalInfo().forEach(info -> text.append("; ").append(info));
    message.getNestedMessages().forEach(nested -> text.append("; ").append(whole(nested)));
    return text.toString();
  }

  private static JsonNode shortened(JsonNode answer) {
    JsonNode copy = answer.deepCopy();
    if (copy.path("value") instanceof ArrayNode value) {
      while (value.size() > 2 * ENDS) {
        value.remove(ENDS);
      }
    }
    return copy;
  }

  private void undeclared(JsonNode value, JsonNode schema, String at, List<String> complaints) {
    if (value.isArray()) {
      for (JsonNode each : value) {
        undeclared(each, resolve(schema).path("items"), at + "[]", complaints);
      }
    }
    if (value.isObject()) {
      ObjectNode properties = Json.object();
      Set<String> open = new TreeSet<>();
      collect(schema, properties, open);
      for (var member : value.properties()) {
        String name = member.getKey();
        if (properties.has(name)) {
          undeclared(member.getValue(), properties.get(name), at + "." + name, complaints);
        } else if (!name.contains("@") && !open.contains(name)) {
          complaints.add(at + "." + name + " is not declared");
        }
      }
    }
  }

  private void collect(JsonNode schema, ObjectNode properties, Set<String> open) {
    String reference = schema.path("$ref").asText();
    open.addAll(OPEN.getOrDefault(reference.substring(reference.lastIndexOf('/') + 1), Set.of()));
    JsonNode resolved = resolve(schema);
    resolved.path("properties").properties().forEach(p -> properties.set(p.getKey(), p.getValue()));
    for (String word : List.of("allOf", "anyOf", "oneOf")) {
      resolved.path(word).forEach(part -> collect(part, properties, open));
    }
  }

  private JsonNode resolve(JsonNode node) {
    JsonNode at = node;
    while (at.has("$ref")) {
      at = description.at(at.get("$ref").asText().substring(1));
    }
    return at;
  }
}
