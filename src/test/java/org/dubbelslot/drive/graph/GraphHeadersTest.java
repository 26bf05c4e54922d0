package org.dubbelslot.drive.graph;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dubbelslot.drive.ByteRange;
import org.dubbelslot.drive.DriveItem;
import org.dubbelslot.drive.OnConflict;
import org.dubbelslot.drive.UploadRequest;
import org.dubbelslot.drive.UploadSource;
import org.dubbelslot.egress.EgressRecord;
import org.dubbelslot.egress.Purpose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Microsoft is told beside what was asked: nothing of the computer, the SDK or the user. */
class GraphHeadersTest {
  private static final Set<String> EXPECTED =
      Set.of(
          "accept",
          "accept-encoding",
          "authorization",
          "client-request-id",
          "connection",
          "content-length",
          "content-range",
          "content-type",
          "host",
          "if-match",
          "prefer",
          "range",
          "user-agent");

  @TempDir Path folder;

  @Test
  void holdNoTelemetryAndNoTokenWhereItDoesNotBelong() throws Exception {
    try (GraphSandbox graph = new GraphSandbox(folder)) {
      useEverything(graph);

      List<JsonNode> requests = graph.requests();
      assertThat(requests).hasSizeGreaterThan(12);
      Set<String> ids = new HashSet<>();
      for (JsonNode request : requests) {
        JsonNode headers = request.path("headers");
        assertThat(headers.fieldNames())
            .toIterable()
            .as(request.path("method").asText() + " " + request.path("path").asText())
            .isSubsetOf(EXPECTED);
        assertThat(headers.path("user-agent").asText()).isEqualTo("ISV|Dubbelslot|Dubbelslot/9.9");
        if (request.path("endpoint").asText().equals("graph")) {
          assertThat(headers.path("authorization").asText())
              .isEqualTo("Bearer " + graph.sandbox.token());
          assertThat(ids.add(headers.path("client-request-id").asText())).isTrue();
        } else {
          assertThat(headers.has("authorization")).isFalse();
          assertThat(headers.has("client-request-id")).isFalse();
        }
      }
      assertThat(requests)
          .extracting(request -> request.path("endpoint").asText())
          .contains("graph", "content");
    }
  }

  @Test
  void everyConnectionIsRecorded() throws Exception {
    try (GraphSandbox graph = new GraphSandbox(folder)) {
      useEverything(graph);
      List<JsonNode> requests = graph.requests();
      List<EgressRecord> records = graph.log.records();
      assertThat(records).hasSize(requests.size());
      assertThat(records)
          .extracting(EgressRecord::purpose)
          .contains(Purpose.METADATA, Purpose.UPLOAD, Purpose.DOWNLOAD);
      Set<String> hosts = new HashSet<>();
      requests.forEach(request -> hosts.add(request.path("host").asText()));
      assertThat(records)
          .extracting(entry -> entry.host() + ":" + entry.port())
          .containsOnlyElementsOf(hosts);
      long out =
          records.stream()
              .filter(entry -> entry.purpose() == Purpose.UPLOAD)
              .mapToLong(EgressRecord::bytesOut)
              .sum();
      assertThat(out).isEqualTo(700_000);
    }
  }

  @Test
  void bodiesSayWhatIsToHappenOnConflictAndNoTimes() throws Exception {
    try (GraphSandbox graph = new GraphSandbox(folder)) {
      useEverything(graph);
      int bodies = 0;
      for (JsonNode request : graph.requests()) {
        boolean json =
            request.path("headers").path("content-type").asText().startsWith("application/json");
        if (json && request.has("bodyFile")) {
          JsonNode body =
              new ObjectMapper().readTree(Path.of(request.path("bodyFile").asText()).toFile());
          assertThat(body.findValues("@microsoft.graph.conflictBehavior"))
              .as(request.path("path").asText())
              .hasSize(1);
          assertThat(body.findValues("fileSystemInfo")).isEmpty();
          bodies++;
        }
      }
      assertThat(bodies).isEqualTo(3);
    }
  }

  private static void useEverything(GraphSandbox graph) throws Exception {
    GraphDrive drive = graph.service.open(new DriveChoice.Mine());
    DriveItem made = drive.createFolder(drive.root().id(), "folder");
    byte[] bytes = new byte[700_000];
    DriveItem file =
        drive
            .upload(new UploadRequest(made.id(), "a.dslot", bytes.length, OnConflict.FAIL))
            .send(UploadSource.of(bytes), done -> {})
            .item();
    drive
        .upload(new UploadRequest(made.id(), "empty.dslot", 0, OnConflict.FAIL))
        .send(UploadSource.of(new byte[0]), done -> {});
    try (InputStream in = drive.read(file.id(), new ByteRange(5, 400_000))) {
      assertThat(in.readAllBytes()).hasSize(400_000);
    }
    drive.list(made.id()).all();
    drive.statPath("folder/a.dslot");
    drive.changes(Optional.empty());
    DriveItem moved = drive.move(file.id(), drive.root().id(), "b.dslot", file.eTag());
    drive.delete(moved.id(), moved.eTag());
  }
}
