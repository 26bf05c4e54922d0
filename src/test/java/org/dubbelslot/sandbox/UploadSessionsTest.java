package org.dubbelslot.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class UploadSessionsTest extends SandboxFixture {
  private static final int UNIT = 320 << 10;

  private final byte[] bytes = randomBytes(3 * UNIT + 17);

  @Override
  SandboxOptions options() {
    return super.options().withQuota(100 << 20);
  }

  private static byte[] randomBytes(int length) {
    byte[] bytes = new byte[length];
    new Random(2).nextBytes(bytes);
    return bytes;
  }

  @Test
  void takesFragmentsInOrder() throws Exception {
    JsonNode session = create("/me/drive/root:/big.bin:", "{}").json();
    String url = session.path("uploadUrl").asText();
    assertThat(url).startsWith(sandbox.content().toString());
    assertThat(session.at("/nextExpectedRanges/0").asText()).isEqualTo("0-");
    Client.Reply first = fragment(url, 0, 2 * UNIT);
    assertThat(first.status()).isEqualTo(202);
    assertThat(first.json().at("/nextExpectedRanges/0").asText())
        .isEqualTo(2 * UNIT + "-" + (bytes.length - 1));
    assertThat(client.plain("GET", url, new byte[0]).json().path("nextExpectedRanges"))
        .isEqualTo(first.json().path("nextExpectedRanges"));
    Client.Reply last = fragment(url, 2 * UNIT, bytes.length);
    assertThat(last.status()).isEqualTo(201);
    assertThat(last.json().at("/file/hashes/quickXorHash").asText())
        .isEqualTo(
            client.get("/me/drive/root:/big.bin").json().at("/file/hashes/quickXorHash").asText());
    assertThat(download("/me/drive/root:/big.bin")).isEqualTo(bytes);
    assertThat(client.plain("GET", url, new byte[0]).status()).isEqualTo(404);
    assertThat(fragment(url, 2 * UNIT, bytes.length).status()).isEqualTo(404);
  }

  @Test
  void refusesWhatTheServiceRefuses() throws Exception {
    String url = upload("/me/drive/root:/big.bin:", "{}");
    assertThat(fragment(url, 0, UNIT).status()).isEqualTo(202);
    assertThat(fragment(url, 0, UNIT).status()).isEqualTo(416);
    assertThat(fragment(url, 2 * UNIT, 3 * UNIT).status()).isEqualTo(416);
    assertThat(fragment(url, UNIT, UNIT + 1000).status()).isEqualTo(400);
    byte[] one = Arrays.copyOfRange(bytes, UNIT, 2 * UNIT);
    String range = "bytes " + UNIT + "-" + (2 * UNIT - 1) + "/";
    assertThat(put(url, one, range + (bytes.length + 1)).status()).isEqualTo(400);
    assertThat(put(url, new byte[5], range + bytes.length).status()).isEqualTo(400);
    assertThat(client.plain("PUT", url, one).status()).isEqualTo(400);
    assertThat(
            client
                .plain(
                    "PUT",
                    url,
                    one,
                    "Content-Range",
                    range + bytes.length,
                    "Authorization",
                    "Bearer " + sandbox.token())
                .status())
        .isEqualTo(401);
    assertThat(fragment(url, UNIT, bytes.length).status()).isEqualTo(201);
    assertThat(download("/me/drive/root:/big.bin")).isEqualTo(bytes);
  }

  @Test
  void refusesFragmentsOf60Mebibytes() throws Exception {
    String url = upload("/me/drive/root:/big.bin:", "{}");
    byte[] large = new byte[60 << 20];
    assertThat(put(url, large, "bytes 0-" + (large.length - 1) + "/" + large.length).status())
        .isEqualTo(413);
  }

  @Test
  void allowsOneSessionForANameOnBusiness() throws Exception {
    String url = upload("/me/drive/root:/big.bin:", "{}");
    Client.Reply second = create("/me/drive/root:/BIG.bin:", "{}");
    assertThat(second.status()).isEqualTo(409);
    assertThat(second.code()).isEqualTo("nameAlreadyExists");
    assertThat(client.plain("DELETE", url, new byte[0]).status()).isEqualTo(204);
    assertThat(client.plain("DELETE", url, new byte[0]).status()).isEqualTo(404);
    assertThat(create("/me/drive/root:/big.bin:", "{}").status()).isEqualTo(200);
    String personal = "/drives/" + DriveInfo.HOME.id() + "/root:/big.bin:";
    assertThat(create(personal, "{}").status()).isEqualTo(200);
    assertThat(create(personal, "{}").status()).isEqualTo(200);
  }

  @Test
  void heedsConflictBehaviourQuotaAndTags() throws Exception {
    JsonNode file = client.putBytes("/me/drive/root:/a.bin:/content", new byte[1]).json();
    String fail = "{\"item\":{\"@microsoft.graph.conflictBehavior\":\"fail\"}}";
    assertThat(create("/me/drive/root:/a.bin:", fail).status()).isEqualTo(409);
    String huge = "{\"item\":{\"fileSize\":" + (200 << 20) + "}}";
    assertThat(create("/me/drive/root:/b.bin:", huge).status()).isEqualTo(507);
    String unknown = "{\"item\":{\"fileSiez\":1}}";
    assertThat(create("/me/drive/root:/b.bin:", unknown).status()).isEqualTo(400);
    Client.Reply mismatch =
        client.graph(
            "POST", "/me/drive/root:/a.bin:/createUploadSession", "{}", "If-Match", "\"{0},9\"");
    assertThat(mismatch.status()).isEqualTo(412);
    String replace = upload("/me/drive/items/" + file.path("id").asText(), "{}");
    Client.Reply replaced = fragment(replace, 0, bytes.length);
    assertThat(replaced.status()).isEqualTo(200);
    assertThat(replaced.json().path("id")).isEqualTo(file.path("id"));
    assertThat(replaced.json().path("cTag")).isNotEqualTo(file.path("cTag"));
    assertThat(client.get("/me/drive/root:/a.bin:/versions").json().path("value")).hasSize(2);
    String rename = "{\"item\":{\"@microsoft.graph.conflictBehavior\":\"rename\"}}";
    String url = upload("/me/drive/root:/a.bin:", rename);
    assertThat(fragment(url, 0, bytes.length).json().path("name").asText()).isEqualTo("a 1.bin");
  }

  @Test
  void tellsOfAConflictThatAroseMeanwhile() throws Exception {
    String fail = "{\"item\":{\"@microsoft.graph.conflictBehavior\":\"fail\"}}";
    String url = upload("/me/drive/root:/a.bin:", fail);
    client.putBytes("/me/drive/root:/a.bin:/content", new byte[1]);
    assertThat(fragment(url, 0, bytes.length).status()).isEqualTo(409);
  }

  @Test
  void setsTimesThatTheClientNames() throws Exception {
    String item =
        "{\"item\":{\"fileSystemInfo\":{\"lastModifiedDateTime\":\"2020-02-03T04:05:06Z\"}}}";
    fragment(upload("/me/drive/root:/a.bin:", item), 0, bytes.length);
    assertThat(
            client
                .get("/me/drive/root:/a.bin")
                .json()
                .at("/fileSystemInfo/lastModifiedDateTime")
                .asText())
        .isEqualTo("2020-02-03T04:05:06Z");
  }

  @Test
  void goesOnAfterARestart() throws Exception {
    String url = upload("/me/drive/root:/big.bin:", "{}");
    fragment(url, 0, UNIT);
    int port = sandbox.content().getPort();
    restart();
    assertThat(sandbox.content().getPort()).isEqualTo(port);
    assertThat(fragment(url, UNIT, bytes.length).status()).isEqualTo(201);
    assertThat(download("/me/drive/root:/big.bin")).isEqualTo(bytes);
    assertThat(client.get("/me/drive/root:/big.bin").json().at("/file/hashes/quickXorHash"))
        .isEqualTo(
            client
                .putBytes("/me/drive/root:/same.bin:/content", bytes)
                .json()
                .at("/file/hashes/quickXorHash"));
  }

  @Test
  void ignoresABrokenFragmentWhole() throws Exception {
    String url = upload("/me/drive/root:/big.bin:", "{}");
    client.fault("[{\"method\":\"PUT\",\"path\":\"uploadSession\",\"cutAfterBytes\":1000}]");
    assertThat(tryFragment(url, 0, UNIT)).isFalse();
    assertThat(client.plain("GET", url, new byte[0]).json().at("/nextExpectedRanges/0").asText())
        .isEqualTo("0-");
    assertThat(fragment(url, 0, bytes.length).status()).isEqualTo(201);
    assertThat(download("/me/drive/root:/big.bin")).isEqualTo(bytes);
  }

  @Test
  void losesTheAnswerWhenTheCutLiesBehindTheBody() throws Exception {
    String url = upload("/me/drive/root:/big.bin:", "{}");
    client.fault("[{\"method\":\"PUT\",\"path\":\"uploadSession\",\"cutAfterBytes\":9999999}]");
    assertThat(tryFragment(url, 0, bytes.length)).isFalse();
    assertThat(download("/me/drive/root:/big.bin")).isEqualTo(bytes);
  }

  @Test
  void waitsForTheWordWhenTheClientDefers() throws Exception {
    String url = upload("/me/drive/root:/big.bin:", "{\"deferCommit\":true}");
    assertThat(client.plain("POST", url, new byte[0]).status()).isEqualTo(400);
    Client.Reply last = fragment(url, 0, bytes.length);
    assertThat(last.status()).isEqualTo(202);
    assertThat(last.json().path("nextExpectedRanges")).isEmpty();
    assertThat(client.get("/me/drive/root:/big.bin").status()).isEqualTo(404);
    restart();
    assertThat(client.plain("POST", url, new byte[0]).status()).isEqualTo(201);
    assertThat(download("/me/drive/root:/big.bin")).isEqualTo(bytes);
  }

  @Test
  void isNotHeldUpByAFragmentThatHangs() throws Exception {
    String url = upload("/me/drive/root:/big.bin:", "{}");
    URI uri = URI.create(url.replace("'", "%27"));
    try (Socket hanging = new Socket(uri.getHost(), uri.getPort())) {
      String head =
          "PUT %s?%s HTTP/1.1\r\nHost: %s\r\nContent-Range: bytes 0-%d/%d\r\n"
              .formatted(
                  uri.getRawPath(), uri.getRawQuery(), uri.getAuthority(), UNIT - 1, bytes.length);
      OutputStream out = hanging.getOutputStream();
      out.write(
          (head + "Content-Length: " + UNIT + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
      out.write(new byte[1000]);
      out.flush();
      assertThat(client.plain("GET", url, new byte[0]).json().at("/nextExpectedRanges/0").asText())
          .isEqualTo("0-");
      assertThat(fragment(url, 0, UNIT).status()).isEqualTo(202);
      sendRest(out, UNIT - 1000);
      assertThat(fragment(url, UNIT, bytes.length).status()).isEqualTo(201);
    }
    assertThat(download("/me/drive/root:/big.bin")).isEqualTo(bytes);
  }

  /** The sandbox may have given up the connection by then, or not: neither must matter. */
  private static boolean sendRest(OutputStream out, int bytes) {
    try {
      out.write(new byte[bytes]);
      out.flush();
      return true;
    } catch (IOException closed) {
      return false;
    }
  }

  private boolean tryFragment(String url, int from, int to) {
    try {
      fragment(url, from, to);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private Client.Reply create(String path, String json) throws IOException {
    return client.graph("POST", path + "/createUploadSession", json);
  }

  private String upload(String path, String json) throws IOException {
    Client.Reply reply = create(path, json);
    assertThat(reply.status()).isEqualTo(200);
    return reply.json().path("uploadUrl").asText();
  }

  private Client.Reply fragment(String url, int from, int to) throws IOException {
    return put(
        url,
        Arrays.copyOfRange(bytes, from, to),
        "bytes " + from + "-" + (to - 1) + "/" + bytes.length);
  }

  private Client.Reply put(String url, byte[] body, String range) throws IOException {
    return client.plain("PUT", url, body, "Content-Range", range);
  }

  private byte[] download(String path) throws IOException {
    String url = client.get(path + ":/content").header("Location");
    return client.plain("GET", url, new byte[0]).bytes();
  }
}
