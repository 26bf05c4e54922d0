package org.dubbelslot.drive.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Small files: one request each, and never lost or doubled when its answer is. */
class WholeUploadTest {
  private static final String LOST_ANSWER =
      "[{\"method\":\"PUT\",\"path\":\"content\",\"cutAfterBytes\":99999999}]";
  private static final String LOST_REQUEST =
      "[{\"method\":\"PUT\",\"path\":\"content\",\"cutAfterBytes\":500}]";

  @TempDir Path folder;
  private GraphSandbox graph;
  private GraphDrive drive;

  @BeforeEach
  void open() throws Exception {
    graph = new GraphSandbox(folder);
    drive = graph.service.open(new DriveChoice.Mine());
    graph.forgetRequests();
  }

  @AfterEach
  void close() throws Exception {
    graph.close();
  }

  private static byte[] bytes(int seed) {
    byte[] bytes = new byte[20_000];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  private Upload begin(OnConflict conflict, Optional<String> eTag, int size) throws Exception {
    return drive.upload(new UploadRequest(drive.rootId(), "a.dslot", size, conflict, eTag));
  }

  private DriveItem put(OnConflict conflict, Optional<String> eTag, byte[] bytes) throws Exception {
    return begin(conflict, eTag, bytes.length).send(UploadSource.of(bytes), done -> {}).item();
  }

  private byte[] get(DriveItem item) throws Exception {
    try (InputStream in = drive.read(item.id(), ByteRange.ALL)) {
      return in.readAllBytes();
    }
  }

  private List<DriveItem> all() throws Exception {
    return drive.list(drive.rootId()).all();
  }

  private List<JsonNode> requests(String method) throws Exception {
    return graph.requests().stream()
        .filter(request -> request.path("method").asText().equals(method))
        .toList();
  }

  @ParameterizedTest
  @EnumSource(OnConflict.class)
  void costOneRequest(OnConflict conflict) throws Exception {
    Upload.Uploaded uploaded =
        begin(conflict, Optional.empty(), 20_000).send(UploadSource.of(bytes(1)), done -> {});
    assertThat(uploaded.verified()).isTrue();
    assertThat(graph.requests())
        .singleElement()
        .satisfies(
            request -> {
              assertThat(request.path("method").asText()).isEqualTo("PUT");
              assertThat(request.path("query").asText())
                  .isEqualTo(
                      "@microsoft.graph.conflictBehavior="
                          + conflict.name().toLowerCase(java.util.Locale.ROOT));
            });
    assertThat(get(uploaded.item())).isEqualTo(bytes(1));
  }

  @ParameterizedTest
  @ValueSource(ints = {GraphSandbox.WHOLE, GraphSandbox.WHOLE + 1})
  void endWhereSessionsBegin(int size) throws Exception {
    put(OnConflict.FAIL, Optional.empty(), new byte[size]);
    assertThat(requests("POST")).hasSize(size == GraphSandbox.WHOLE ? 0 : 1);
  }

  @Test
  void readTheirSourceOnce() throws Exception {
    graph.faults("[{\"method\":\"PUT\",\"path\":\"content\",\"status\":500,\"times\":3}]");
    int[] opened = {0};
    UploadSource source =
        offset -> {
          opened[0]++;
          return UploadSource.of(bytes(1)).from(offset);
        };
    DriveItem item = begin(OnConflict.FAIL, Optional.empty(), 20_000).send(source, d -> {}).item();
    assertThat(get(item)).isEqualTo(bytes(1));
    assertThat(opened[0]).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(OnConflict.class)
  void areFoundWhenTheAnswerGotLost(OnConflict conflict) throws Exception {
    graph.faults(LOST_ANSWER);
    DriveItem item = put(conflict, Optional.empty(), bytes(1));
    assertThat(requests("PUT")).hasSize(1);
    assertThat(get(item)).isEqualTo(bytes(1));
    assertThat(all()).hasSize(1);
  }

  @Test
  void areFoundUnderTheNameThatTheDriveChose() throws Exception {
    put(OnConflict.FAIL, Optional.empty(), bytes(1));
    graph.forgetRequests();
    graph.faults(LOST_ANSWER);
    DriveItem item = put(OnConflict.RENAME, Optional.empty(), bytes(2));
    assertThat(requests("PUT")).hasSize(1);
    assertThat(get(item)).isEqualTo(bytes(2));
    assertThat(item.name()).isNotEqualTo("a.dslot");
    assertThat(all()).hasSize(2);
  }

  @Test
  void areFoundWhenTheyReplacedSomething() throws Exception {
    DriveItem old = put(OnConflict.FAIL, Optional.empty(), bytes(1));
    graph.forgetRequests();
    graph.faults(LOST_ANSWER);
    DriveItem item = put(OnConflict.REPLACE, old.eTag(), bytes(2));
    assertThat(requests("PUT")).hasSize(1);
    assertThat(requests("PUT").getFirst().path("headers").path("if-match").asText())
        .isEqualTo(old.eTag().orElseThrow());
    assertThat(get(item)).isEqualTo(bytes(2));
    assertThat(item.id()).isEqualTo(old.id());
  }

  @ParameterizedTest
  @EnumSource(OnConflict.class)
  void areSentAgainWhenTheyDidNotArrive(OnConflict conflict) throws Exception {
    graph.faults(LOST_REQUEST);
    DriveItem item = put(conflict, Optional.empty(), bytes(1));
    assertThat(requests("PUT")).hasSize(2);
    assertThat(get(item)).isEqualTo(bytes(1));
    assertThat(all()).hasSize(1);
  }

  @Test
  void areNotTakenForAnotherFileOfTheirName() throws Exception {
    byte[] other = bytes(3);
    graph.putDirectly("a.dslot", other);
    graph.faults(LOST_REQUEST);
    assertThatExceptionOfType(DriveException.NameTaken.class)
        .isThrownBy(() -> put(OnConflict.FAIL, Optional.empty(), bytes(1)));
    assertThat(requests("PUT")).hasSize(3);
    assertThat(all()).singleElement().satisfies(item -> assertThat(get(item)).isEqualTo(other));
  }

  @Test
  void areRefusedWhenTheFileReallyChanged() throws Exception {
    DriveItem first = put(OnConflict.FAIL, Optional.empty(), bytes(1));
    DriveItem second = put(OnConflict.REPLACE, first.eTag(), bytes(2));
    assertThatExceptionOfType(DriveException.Changed.class)
        .isThrownBy(() -> put(OnConflict.REPLACE, first.eTag(), bytes(3)));
    assertThat(get(second)).isEqualTo(bytes(2));
  }

  @Test
  void areSentAgainWhenTheDriveWronglySaysThatTheFileChanged() throws Exception {
    DriveItem old = put(OnConflict.FAIL, Optional.empty(), bytes(1));
    graph.forgetRequests();
    graph.faults("[{\"method\":\"PUT\",\"path\":\"content\",\"status\":412}]");
    DriveItem item = put(OnConflict.REPLACE, old.eTag(), bytes(2));
    assertThat(get(item)).isEqualTo(bytes(2));
    assertThat(requests("PUT"))
        .extracting(request -> request.path("headers").path("if-match").asText())
        .containsExactly(old.eTag().orElseThrow(), old.cTag().orElseThrow());
  }

  @Test
  void areNeverSentWithoutTheirConditionHoweverOftenTheDriveIsWrong() throws Exception {
    DriveItem old = put(OnConflict.FAIL, Optional.empty(), bytes(1));
    graph.forgetRequests();
    graph.faults("[{\"method\":\"PUT\",\"path\":\"content\",\"status\":412,\"times\":-1}]");
    assertThatExceptionOfType(DriveException.Changed.class)
        .isThrownBy(() -> put(OnConflict.REPLACE, old.eTag(), bytes(2)));
    assertThat(requests("PUT"))
        .hasSize(8)
        .allMatch(request -> request.path("headers").has("if-match"));
    assertThat(get(old)).isEqualTo(bytes(1));
  }

  @Test
  void doubtOnceThatTheirFolderIsGone() throws Exception {
    graph.faults("[{\"method\":\"PUT\",\"path\":\"content\",\"status\":404}]");
    assertThat(get(put(OnConflict.FAIL, Optional.empty(), bytes(1)))).isEqualTo(bytes(1));
    assertThat(graph.pause.waited()).containsExactly(Duration.ofSeconds(5));
    graph.forgetRequests();
    graph.faults("[{\"method\":\"PUT\",\"path\":\"content\",\"status\":404,\"times\":-1}]");
    assertThatExceptionOfType(DriveException.NotFound.class)
        .isThrownBy(() -> put(OnConflict.REPLACE, Optional.empty(), bytes(2)));
    assertThat(requests("PUT")).hasSize(2);
  }

  @Test
  void areLookedForBeforeTheyAreSentByALaterRun() throws Exception {
    Upload upload = begin(OnConflict.FAIL, Optional.empty(), 20_000);
    DriveItem item = upload.send(UploadSource.of(bytes(1)), done -> {}).item();
    graph.forgetRequests();
    Upload resumed = drive.resume(upload.handle());
    assertThat(resumed.send(UploadSource.of(bytes(1)), done -> {}).item().id())
        .isEqualTo(item.id());
    assertThat(requests("PUT")).isEmpty();
    resumed.cancel();
    assertThat(all()).hasSize(1);
  }

  @Test
  void areTakenBackWhenCancelledAfterTheAnswerGotLost() throws Exception {
    Upload upload = begin(OnConflict.FAIL, Optional.empty(), 20_000);
    graph.faults(LOST_ANSWER);
    graph.faults("[{\"method\":\"GET\",\"path\":\"a.dslot\",\"status\":403}]");
    assertThatExceptionOfType(DriveException.Denied.class)
        .isThrownBy(() -> upload.send(UploadSource.of(bytes(1)), done -> {}));
    assertThat(all()).hasSize(1);
    upload.cancel();
    assertThat(all()).isEmpty();
    upload.cancel();
  }

  @Test
  void areDamagedWhenTheAnswerTellsOfOtherBytes() throws Exception {
    graph.faults(
        "[{\"method\":\"PUT\",\"path\":\"content\",\"status\":201,\"body\":{\"id\":\"x\","
            + "\"name\":\"a\",\"size\":20000,\"file\":{\"hashes\":"
            + "{\"quickXorHash\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAA=\"}}}}]");
    assertThatExceptionOfType(DriveException.Damaged.class)
        .isThrownBy(() -> put(OnConflict.FAIL, Optional.empty(), bytes(1)))
        .satisfies(e -> assertThat(e.what()).isEqualTo(DriveException.Damaged.What.HASH));
    assertThat(requests("PUT")).hasSize(1);
  }
}
