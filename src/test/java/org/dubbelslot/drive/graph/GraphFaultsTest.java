package org.dubbelslot.drive.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.base.Throwables;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.dubbelslot.drive.ByteRange;
import org.dubbelslot.drive.Changes;
import org.dubbelslot.drive.DriveException;
import org.dubbelslot.drive.DriveItem;
import org.dubbelslot.drive.OnConflict;
import org.dubbelslot.drive.Upload;
import org.dubbelslot.drive.UploadRequest;
import org.dubbelslot.drive.UploadSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What real drives do to their callers, one after another. */
class GraphFaultsTest {
  private static final int SIZE = 1_500_000;

  @TempDir Path folder;
  private GraphSandbox graph;
  private GraphDrive drive;

  @BeforeEach
  void open() throws Exception {
    graph = new GraphSandbox(folder);
    drive = graph.service.open(new DriveChoice.Mine());
  }

  @AfterEach
  void close() throws Exception {
    graph.close();
  }

  private static byte[] bytes() {
    byte[] bytes = new byte[SIZE];
    new Random(5).nextBytes(bytes);
    return bytes;
  }

  private Upload begin(OnConflict conflict) throws Exception {
    return drive.upload(new UploadRequest(drive.rootId(), "a.dslot", SIZE, conflict));
  }

  private DriveItem put() throws Exception {
    return begin(OnConflict.FAIL).send(UploadSource.of(bytes()), done -> {}).item();
  }

  private byte[] get(DriveItem item, ByteRange range) throws Exception {
    try (InputStream in = drive.read(item.id(), range)) {
      return in.readAllBytes();
    }
  }

  @Nested
  class AnUpload {
    @ParameterizedTest
    @CsvSource({
      // broken within a fragment, once and in several fragments
      "'{\"method\":\"PUT\",\"path\":\"\",\"cutAfterBytes\":1000}'",
      "'{\"method\":\"PUT\",\"path\":\"\",\"cutAfterBytes\":200000,\"times\":3}'",
      // carried out, and the answer lost: of the first fragment, and of the last
      "'{\"method\":\"PUT\",\"path\":\"\",\"cutAfterBytes\":99999999}'",
      "'{\"method\":\"PUT\",\"path\":\"\",\"cutAfterBytes\":99999999,\"skip\":4}'",
      // refused for a while
      "'{\"method\":\"PUT\",\"path\":\"\",\"status\":503,\"headers\":{\"Retry-After\":\"7\"}}'",
      "'{\"method\":\"PUT\",\"path\":\"\",\"status\":429,\"times\":4,\"skip\":2}'",
      "'{\"method\":\"PUT\",\"path\":\"\",\"status\":500,\"times\":3,\"skip\":1}'",
      "'{\"method\":\"PUT\",\"path\":\"\",\"status\":504}'",
      // said to be gone although it is not
      "'{\"method\":\"PUT\",\"path\":\"\",\"status\":404,\"skip\":1}'",
      // said to be out of place although it is not
      "'{\"method\":\"PUT\",\"path\":\"\",\"status\":416,\"skip\":1}'"
    })
    void arrivesWhole(String fault) throws Exception {
      Upload upload = begin(OnConflict.FAIL);
      graph.faults("[" + fault + "]");
      Upload.Uploaded uploaded = upload.send(UploadSource.of(bytes()), done -> {});
      assertThat(uploaded.verified()).isTrue();
      assertThat(get(uploaded.item(), ByteRange.ALL)).isEqualTo(bytes());
    }

    @Test
    void waitsAsLongAsItIsAsked() throws Exception {
      Upload upload = begin(OnConflict.FAIL);
      graph.faults(
          """
          [{"method":"PUT","path":"","status":503,"headers":{"Retry-After":"17"}}]\
          """);
      upload.send(UploadSource.of(bytes()), done -> {});
      assertThat(graph.pause.waited()).containsExactly(Duration.ofSeconds(17));
    }

    @Test
    void doubtsThatASessionIsGone() throws Exception {
      Upload upload = begin(OnConflict.FAIL);
      graph.faults("[{\"method\":\"PUT\",\"path\":\"\",\"status\":404}]");
      upload.send(UploadSource.of(bytes()), done -> {});
      assertThat(graph.pause.waited()).containsExactly(Duration.ofSeconds(5));
    }

    @Test
    void believesItWhenToldAgain() throws Exception {
      Upload upload = begin(OnConflict.FAIL);
      upload.cancel();
      graph.forgetRequests();
      Upload resumed = drive.resume(upload.handle());
      assertThatExceptionOfType(DriveException.SessionLost.class)
          .isThrownBy(() -> resumed.send(UploadSource.of(bytes()), done -> {}));
      assertThat(graph.requests())
          .filteredOn(request -> request.path("endpoint").asText().equals("content"))
          .hasSize(2);
    }

    @Test
    void sendsOnlyWhatIsMissingWhenResumed() throws Exception {
      Upload upload = begin(OnConflict.FAIL);
      graph.faults("[{\"method\":\"PUT\",\"path\":\"\",\"status\":423,\"skip\":2}]");
      assertThatExceptionOfType(DriveException.Locked.class)
          .isThrownBy(() -> upload.send(UploadSource.of(bytes()), done -> {}));
      graph.forgetRequests();
      Upload.Uploaded uploaded =
          drive.resume(upload.handle()).send(UploadSource.of(bytes()), done -> {});
      assertThat(uploaded.verified()).isTrue();
      assertThat(get(uploaded.item(), ByteRange.ALL)).isEqualTo(bytes());
      List<String> ranges =
          graph.requests().stream()
              .map(request -> request.path("headers").path("content-range").asText(""))
              .filter(range -> !range.isEmpty())
              .toList();
      assertThat(ranges).hasSize(3);
      assertThat(ranges.getFirst()).startsWith("bytes 655360-983039/");
    }

    @Test
    void givesItsNameFreeWhenCancelled() throws Exception {
      begin(OnConflict.FAIL).cancel();
      assertThat(graph.requests())
          .last()
          .satisfies(
              request -> {
                assertThat(request.path("method").asText()).isEqualTo("DELETE");
                assertThat(request.path("endpoint").asText()).isEqualTo("content");
              });
      put();
    }

    @Test
    void ofALargeFileBlocksASecondOneToTheSameNameAndSaysUntilWhen() throws Exception {
      long large = WholeUpload.LARGEST + 1;
      UploadRequest request =
          new UploadRequest(drive.rootId(), "a.dslot", large, OnConflict.REPLACE);
      Upload first = drive.upload(request);
      Instant inADay = Instant.now().plus(Duration.ofDays(1));
      assertThatExceptionOfType(DriveException.UploadPending.class)
          .isThrownBy(() -> drive.upload(request))
          .satisfies(
              e ->
                  assertThat(e.until()).isBetween(inADay.minusSeconds(60), inADay.plusSeconds(60)));
      first.cancel();
      drive.upload(request).cancel();
    }

    @Test
    void goesInOneRequestWhenALostSessionHoldsItsName() throws Exception {
      graph.faults(
          "[{\"method\":\"POST\",\"path\":\"createUploadSession\",\"cutAfterBytes\":99999999}]");
      DriveItem item = put();
      assertThat(get(item, ByteRange.ALL)).isEqualTo(bytes());
      assertThat(graph.requests())
          .filteredOn(request -> request.path("path").asText().endsWith("createUploadSession"))
          .hasSize(2);
      assertThat(graph.requests())
          .filteredOn(request -> request.path("method").asText().equals("PUT"))
          .singleElement()
          .satisfies(put -> assertThat(put.path("endpoint").asText()).isEqualTo("graph"));
    }

    @Test
    void isDamagedWhenTheDriveHoldsSomethingElse() throws Exception {
      for (String item :
          List.of(
              "{\"id\":\"x\",\"name\":\"a\",\"size\":5,\"file\":{\"hashes\":{\"quickXorHash\":"
                  + "\"AAAAAAAAAAAAAAAAAAAAAAAAAAA=\"}}}",
              "{\"id\":\"x\",\"name\":\"a\",\"size\":1500000,\"file\":{\"hashes\":"
                  + "{\"quickXorHash\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAA=\"}}}")) {
        Upload upload = begin(OnConflict.FAIL);
        graph.faults(
            "[{\"method\":\"PUT\",\"path\":\"\",\"status\":201,\"skip\":4,\"body\":" + item + "}]");
        assertThatExceptionOfType(DriveException.Damaged.class)
            .isThrownBy(() -> upload.send(UploadSource.of(bytes()), done -> {}))
            .satisfies(e -> assertThat(e.item().id()).isEqualTo("x"));
        drive.resume(upload.handle()).cancel();
      }
    }

    @Test
    void isBegunAgainWhenTheDriveWronglySaysThatTheFileChanged() throws Exception {
      DriveItem old = put();
      graph.faults("[{\"method\":\"POST\",\"path\":\"createUploadSession\",\"status\":412}]");
      byte[] newer = new byte[GraphSandbox.WHOLE + 1];
      DriveItem replaced =
          drive
              .upload(
                  new UploadRequest(
                      drive.rootId(), "a.dslot", newer.length, OnConflict.REPLACE, old.eTag()))
              .send(UploadSource.of(newer), done -> {})
              .item();
      assertThat(get(replaced, ByteRange.ALL)).isEqualTo(newer);
    }

    @Test
    void keepsTheAddressOutOfItsFailures() throws Exception {
      Upload upload = begin(OnConflict.FAIL);
      graph.faults("[{\"method\":\"PUT\",\"path\":\"\",\"cutAfterBytes\":10,\"times\":-1}]");
      assertThatExceptionOfType(DriveException.Unreachable.class)
          .isThrownBy(() -> upload.send(UploadSource.of(bytes()), done -> {}))
          .satisfies(
              e -> {
                String address = address(graph.requests());
                assertThat(address).hasSizeGreaterThan(10);
                assertThat(Throwables.getStackTraceAsString(e)).doesNotContain(address);
                assertThat(e.host()).isEqualTo("localhost");
              });
      assertThat(graph.pause.waited()).hasSize(7);
      graph.faults("[]");
    }

    private static String address(List<JsonNode> requests) {
      return requests.stream()
          .filter(request -> request.path("endpoint").asText().equals("content"))
          .map(request -> request.path("path").asText())
          .findFirst()
          .orElseThrow();
    }
  }

  @Nested
  class ADownload {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1000, 1_499_999})
    void goesOnWhereItBroke(int cut) throws Exception {
      DriveItem item = put();
      String fault = "{\"method\":\"GET\",\"path\":\"\",\"skip\":1,\"cutAfterBytes\":" + cut + "}";
      graph.faults("[" + fault + "]");
      assertThat(get(item, ByteRange.ALL)).isEqualTo(bytes());
    }

    @Test
    void takesOnlyWhatItWantsOfAWholeFile() throws Exception {
      DriveItem item = put();
      graph.faults(
          """
          [{"method":"GET","path":"","skip":1,"status":200,"body":{"abc":"defgh"}}]\
          """);
      assertThat(get(item, new ByteRange(2, 3))).asString().isEqualTo("abc");
    }

    @Test
    void asksForANewAddressWhenTheFirstGrewOld() throws Exception {
      DriveItem item = put();
      graph.faults("[{\"method\":\"GET\",\"path\":\"\",\"skip\":1,\"status\":401}]");
      assertThat(get(item, new ByteRange(100, 50)))
          .isEqualTo(Arrays.copyOfRange(bytes(), 100, 150));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://example.org/x", "http://127.0.0.1.example.org/x"})
    void isNotLedToPlainHttp(String address) throws Exception {
      DriveItem item = put();
      graph.faults(
          "[{\"method\":\"GET\",\"path\":\"content\",\"status\":302,\"headers\":{\"Location\":\""
              + address
              + "\"}}]");
      assertThatExceptionOfType(DriveException.NotTrusted.class)
          .isThrownBy(() -> drive.read(item.id(), ByteRange.ALL));
    }

    @Test
    void isNotLedInCircles() throws Exception {
      DriveItem item = put();
      graph.faults(
          "[{\"method\":\"GET\",\"path\":\"\",\"times\":-1,\"status\":302,\"headers\":"
              + "{\"Location\":\""
              + graph.sandbox.content()
              + "/round\"}}]");
      assertThatExceptionOfType(DriveException.Protocol.class)
          .isThrownBy(() -> drive.read(item.id(), ByteRange.ALL));
    }
  }

  @Nested
  class MetadataCalls {
    @Test
    void waitWhileTheTenantWantsToBeLeftAlone() throws Exception {
      graph.faults(
          """
          [{"method":"POST","path":"children","status":429,"times":2,\
          "headers":{"Retry-After":"11"}}]\
          """);
      assertThat(drive.createFolder(drive.rootId(), "new").name()).isEqualTo("new");
      assertThat(graph.pause.waited())
          .containsExactly(Duration.ofSeconds(11), Duration.ofSeconds(11));
    }

    @Test
    void giveUpWhenAskedToWaitForHours() throws Exception {
      graph.faults(
          """
          [{"method":"GET","path":"","status":429,"headers":{"Retry-After":"7200"}}]\
          """);
      assertThatExceptionOfType(DriveException.Throttled.class)
          .isThrownBy(() -> drive.root())
          .satisfies(e -> assertThat(e.retryAfter()).isEqualTo(Duration.ofHours(2)));
    }

    @Test
    void areRepeatedOnlyWhenThatDoesNoHarm() throws Exception {
      graph.faults("[{\"method\":\"GET\",\"path\":\"\",\"status\":502,\"times\":2}]");
      assertThat(drive.root().folder()).isTrue();
      graph.faults("[{\"method\":\"POST\",\"path\":\"children\",\"status\":502}]");
      assertThat(drive.createFolder(drive.rootId(), "new").name()).isEqualTo("new");
    }

    @ParameterizedTest
    @CsvSource({
      "401,InvalidAuthenticationToken,NotSignedIn",
      "403,accessDenied,Denied",
      "403,notAllowed,Locked",
      "404,itemNotFound,NotFound",
      "409,nameAlreadyExists,NameTaken",
      "412,resourceModified,Changed",
      "423,resourceLocked,Locked",
      "507,quotaLimitReached,QuotaFull",
      "418,teapot,Protocol"
    })
    void nameTheirFailures(int status, String code, String type) throws Exception {
      graph.faults(
          "[{\"method\":\"PATCH\",\"path\":\"\",\"times\":2,\"status\":"
              + status
              + ",\"body\":{\"error\":{\"code\":\""
              + code
              + "\",\"message\":\"\"}}}]");
      assertThatExceptionOfType(DriveException.class)
          .isThrownBy(() -> drive.move("x", drive.rootId(), "y", Optional.empty()))
          .satisfies(e -> assertThat(e.getClass().getSimpleName()).isEqualTo(type));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"value\":\"x\"}", "{\"value\":[{}]}", "{\"value\":[5]}"})
    void makeNothingOfAnswersWithoutSense(String body) throws Exception {
      graph.faults(
          "[{\"method\":\"GET\",\"path\":\"children\",\"times\":-1,\"status\":200,\"body\":"
              + body
              + "}]");
      assertThatExceptionOfType(DriveException.Protocol.class)
          .isThrownBy(() -> drive.list(drive.rootId()));
    }

    @Test
    void followNoLinkToAnotherHost() throws Exception {
      graph.faults(
          "[{\"method\":\"GET\",\"path\":\"children\",\"status\":200,\"body\":{\"value\":[],"
              + "\"@odata.nextLink\":\""
              + graph.sandbox.content()
              + "/v1.0/next\"}}]");
      assertThatExceptionOfType(DriveException.Protocol.class)
          .isThrownBy(() -> drive.list(drive.rootId()).next())
          .satisfies(e -> assertThat(e.code()).isEqualTo("foreignAddress"));
    }

    @Test
    void beginTheListOfChangesAnewWhenTheDriveLostItsPlace() throws Exception {
      Changes first = drive.changes(Optional.empty());
      graph.faults(
          "[{\"method\":\"GET\",\"path\":\"delta\",\"status\":410,\"body\":{\"error\":"
              + "{\"code\":\"resyncRequired\",\"message\":\"\"}}}]");
      Changes again = drive.changes(Optional.of(first.token()));
      assertThat(again.anew()).isTrue();
      assertThat(again.present()).extracting(DriveItem::id).contains(drive.rootId());
    }
  }
}
