package org.dubbelslot.drive.graph;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.base.Throwables;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.dubbelslot.drive.ByteRange;
import org.dubbelslot.drive.DriveException;
import org.dubbelslot.drive.DriveItem;
import org.dubbelslot.drive.OnConflict;
import org.dubbelslot.drive.Upload;
import org.dubbelslot.drive.UploadRequest;
import org.dubbelslot.drive.UploadSource;
import org.dubbelslot.egress.Egress;
import org.dubbelslot.egress.EgressLog;
import org.dubbelslot.sandbox.SandboxOptions;

/** One sandbox on which the cells of the fault matrix are played, each in a folder of its own. */
final class MatrixStage implements AutoCloseable {
  private static final int SMALL = 20_000;
  private static final int LARGE = 1_500_000;
  private static final int LISTED = 5;
  private static final int PAGE = 2;
  private static final Duration STANDSTILL = Duration.ofMillis(1500);

  private final GraphSandbox graph;
  private final EgressLog log = EgressLog.inMemory();
  private final Egress patient = new Egress(log, "Dubbelslot/test");
  private final Egress impatient = new Egress(log, "Dubbelslot/test", STANDSTILL);
  private int cells;

  MatrixStage(Path folder) throws Exception {
    graph =
        new GraphSandbox(
            SandboxOptions.at(Files.createDirectories(folder.resolve("sandbox"))), folder);
  }

  @Override
  public void close() throws Exception {
    patient.close();
    impatient.close();
    graph.close();
  }

  /** Begins a cell. */
  Cell cell(Column column, boolean silence) throws Exception {
    return new Cell(column, silence ? impatient : patient);
  }

  private static byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  /** One fault at one kind of work. */
  final class Cell {
    private final Column column;
    private final GraphSandbox.TestPause pause = new GraphSandbox.TestPause();
    private final GraphDrive drive;
    private final DriveItem place;
    private final int number = cells++;
    private DriveItem before;
    private Upload upload;
    private DriveException failure;
    private List<JsonNode> requests = List.of();

    Cell(Column column, Egress egress) throws Exception {
      this.column = column;
      GraphService service =
          new GraphService(
              new GraphSettings(
                  graph.sandbox.graph(),
                  "9.9",
                  PAGE,
                  GraphSettings.FRAGMENT_UNIT,
                  GraphSandbox.WHOLE),
              graph.sandbox::token,
              egress,
              pause);
      drive = service.open(new DriveChoice.Mine());
      place = drive.createFolder(drive.rootId(), "cell " + number);
    }

    /** What must be there before the fault is played. */
    void prepare() throws Exception {
      switch (column) {
        case SMALL, BEGIN, LARGE -> {}
        case ASK, BYTES -> before = put("file.dslot", LARGE);
        case LIST -> {
          for (int i = 0; i < LISTED; i++) {
            drive.createFolder(place.id(), "folder " + i);
          }
        }
        case MOVE -> before = put("old.dslot", SMALL);
      }
      graph.forgetRequests();
    }

    private DriveItem put(String name, int size) throws Exception {
      return drive
          .upload(new UploadRequest(place.id(), name, size, OnConflict.FAIL))
          .send(UploadSource.of(bytes(size)), done -> {})
          .item();
    }

    void play(String fault) throws Exception {
      graph.faults(column.aim(fault));
    }

    /** Does the work, and tells how it ended in the words of the matrix. */
    String run() throws Exception {
      String outcome;
      try {
        outcome = work();
      } catch (DriveException e) {
        failure = e;
        outcome = e.getClass().getSimpleName();
      }
      requests = graph.requests();
      graph.clearFaults();
      return outcome;
    }

    private String work() throws Exception {
      switch (column) {
        case SMALL -> send(SMALL);
        case BEGIN, LARGE -> send(LARGE);
        case ASK, BYTES -> {
          try (InputStream in = drive.read(before.id(), new ByteRange(100, LARGE - 200))) {
            assertThat(in.readAllBytes()).hasSize(LARGE - 200);
          }
          try (InputStream in = drive.read(before.id(), ByteRange.ALL)) {
            assertThat(in.readAllBytes()).isEqualTo(bytes(LARGE));
          }
        }
        case LIST ->
            assertThat(drive.list(place.id()).all())
                .extracting(DriveItem::name)
                .containsExactlyInAnyOrder(
                    "folder 0", "folder 1", "folder 2", "folder 3", "folder 4");
        case MOVE ->
            assertThat(drive.move(before.id(), place.id(), "new.dslot", before.eTag()).name())
                .isEqualTo("new.dslot");
      }
      return "ok";
    }

    private void send(int size) throws Exception {
      upload = drive.upload(new UploadRequest(place.id(), "file.dslot", size, OnConflict.FAIL));
      Upload.Uploaded uploaded = upload.send(UploadSource.of(bytes(size)), done -> {});
      assertThat(uploaded.item().size()).isEqualTo(size);
    }

    List<JsonNode> requests() {
      return requests;
    }

    long faultsPlayed() {
      return requests.stream().filter(request -> request.has("fault")).count();
    }

    Duration waited() {
      return pause.waited().stream().reduce(Duration.ZERO, Duration::plus);
    }

    /** What was asked and answered, for whoever reads a failed test. */
    String story() {
      StringBuilder story = new StringBuilder();
      for (JsonNode request : requests) {
        story
            .append(request.path("method").asText())
            .append(' ')
            .append(request.path("path").asText().replaceFirst(".*/", ""))
            .append(' ')
            .append(request.path("status").asText("broken"))
            .append(request.has("fault") ? " *" : "")
            .append('\n');
      }
      return story + (failure == null ? "" : Throwables.getStackTraceAsString(failure));
    }

    /** The work was done once, or what it left can be taken away and done anew. */
    void requireNothingLostOrDoubled(String outcome) throws Exception {
      boolean done = outcome.equals("ok");
      // Whatever the tenant wished is over by then.
      pause.forTime(Duration.ofHours(2));
      switch (column) {
        case SMALL, BEGIN, LARGE -> {
          if (!done && upload != null) {
            upload.cancel();
          }
          int size = column == Column.SMALL ? SMALL : LARGE;
          if (!done) {
            assertThat(drive.list(place.id()).all()).as("left behind").isEmpty();
            put("file.dslot", size);
          }
          List<DriveItem> there = drive.list(place.id()).all();
          assertThat(there).hasSize(1);
          assertThat(read(there.getFirst())).isEqualTo(bytes(size));
        }
        case ASK, BYTES -> assertThat(read(before)).isEqualTo(bytes(LARGE));
        case LIST -> assertThat(drive.list(place.id()).all()).hasSize(LISTED);
        case MOVE -> {
          assertThat(drive.list(place.id()).all())
              .singleElement()
              .extracting(DriveItem::id, DriveItem::name)
              .containsExactly(before.id(), done ? "new.dslot" : "old.dslot");
          assertThat(read(before)).isEqualTo(bytes(SMALL));
        }
      }
    }

    private byte[] read(DriveItem item) throws Exception {
      try (InputStream in = drive.read(item.id(), ByteRange.ALL)) {
        return in.readAllBytes();
      }
    }

    /** No exception, record or text of an object holds a secret address or a token. */
    void requireNothingSecretTold() {
      List<String> secrets = new ArrayList<>(List.of(graph.sandbox.token()));
      for (JsonNode request : requests) {
        secrets(request.path("query").asText()).ifPresent(secrets::add);
      }
      String told =
          (failure == null ? "" : Throwables.getStackTraceAsString(failure))
              + (upload == null ? "" : upload + " " + upload.handle())
              + drive
              + log.records()
              + graph.told();
      assertThat(secrets).allSatisfy(secret -> assertThat(told).doesNotContain(secret));
    }

    private static Optional<String> secrets(String query) {
      for (String part : query.split("&", -1)) {
        if (part.startsWith("tempauth=")) {
          return Optional.of(part.substring("tempauth=".length()));
        }
      }
      return Optional.empty();
    }
  }
}
