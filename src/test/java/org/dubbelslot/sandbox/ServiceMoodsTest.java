package org.dubbelslot.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the service does now and then, or for some tenants only. */
class ServiceMoodsTest extends SandboxFixture {
  private static final String HOME = "/drives/" + DriveInfo.HOME.id();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "resyncChangesApplyDifferences",
        "resyncChangesUploadDifferences",
        "resyncRequired"
      })
  void forgetsDeltaTokensAndSaysWhereToStartAnew(String code) throws Exception {
    client.putBytes("/me/drive/root:/a:/content", new byte[1]);
    String old = path(client.get("/me/drive/root/delta"), "@odata.deltaLink");
    assertThat(client.control("POST", "/resync", "{\"code\":\"" + code + "\"}").status())
        .isEqualTo(204);
    Client.Reply gone = client.get(old);
    assertThat(gone.status()).isEqualTo(410);
    assertThat(gone.code()).isEqualTo(code);
    String anew = gone.header("Location").replaceFirst("^.*?/v1\\.0", "");
    Client.Reply all = client.get(anew);
    assertThat(all.names()).containsExactly("root", "a");
    assertThat(client.get(path(all, "@odata.deltaLink")).names()).isEmpty();
    assertThat(client.control("POST", "/resync", "{\"code\":\"x\"}").status()).isEqualTo(400);
  }

  @Test
  void tellsItemsTwice() throws Exception {
    client.control("PATCH", "/settings", "{\"repeatsChanges\":true}");
    client.putBytes("/me/drive/root:/a:/content", new byte[1]);
    assertThat(client.get("/me/drive/root/delta").names()).containsExactly("root", "a", "root");
  }

  @Test
  void tellsAnItemAgainThatChangesBetweenPages() throws Exception {
    client.putBytes("/me/drive/root:/a:/content", new byte[1]);
    client.putBytes("/me/drive/root:/b:/content", new byte[1]);
    Client.Reply first = client.get("/me/drive/root/delta?$top=2");
    client.graph("PATCH", "/me/drive/root:/a", "{\"name\":\"c\"}");
    assertThat(first.names()).containsExactly("root", "a");
    assertThat(client.get(path(first, "@odata.nextLink")).names()).containsExactly("b", "c");
  }

  @Test
  void doesNotRepeatTheChildrenOfARenamedFolder() throws Exception {
    client.putBytes("/me/drive/root:/d/a:/content", new byte[1]);
    String link = path(client.get("/me/drive/root/delta?token=latest"), "@odata.deltaLink");
    client.graph("PATCH", "/me/drive/root:/d", "{\"name\":\"e\"}");
    assertThat(client.get(link).names()).containsExactly("e");
  }

  @Test
  void tellsChangesBelowAFolderOnPersonalDrivesOnly() throws Exception {
    client.putBytes(HOME + "/root:/d/sub/a:/content", new byte[1]);
    client.putBytes(HOME + "/root:/b:/content", new byte[1]);
    Client.Reply all = client.get(HOME + "/root:/d:/delta");
    assertThat(all.names()).containsExactly("d", "sub", "a");
    client.graph("DELETE", HOME + "/root:/d/sub/a", "");
    client.graph("DELETE", HOME + "/root:/b", "");
    JsonNode later = client.get(path(all, "@odata.deltaLink")).json().path("value");
    assertThat(later).hasSize(1);
    assertThat(later.at("/0/deleted/state").asText()).isEqualTo("deleted");
    client.putBytes("/me/drive/root:/d/a:/content", new byte[1]);
    assertThat(client.get("/me/drive/root:/d:/delta").status()).isEqualTo(400);
  }

  private static String path(Client.Reply page, String link) {
    return page.json().path(link).asText().replaceFirst("^.*?/v1\\.0", "");
  }

  @Test
  void rewritesOfficeFilesAfterAnUpload() throws Exception {
    client.control("PATCH", "/settings", "{\"rewrites\":true}");
    byte[] bytes = "<p>sealed</p>".getBytes(StandardCharsets.UTF_8);
    for (String name : List.of("a.html", "a.PDF", "a.docx", "a.jpg")) {
      JsonNode item = client.putBytes("/me/drive/root:/" + name + ":/content", bytes).json();
      assertThat(item.path("size").asInt()).as(name).isGreaterThan(bytes.length);
      assertThat(item.at("/file/hashes/quickXorHash").asText()).isNotEqualTo(hash(bytes));
      String url = item.path("@microsoft.graph.downloadUrl").asText();
      assertThat(client.plain("GET", url, new byte[0]).bytes())
          .hasSize(item.path("size").asInt())
          .startsWith(bytes);
    }
    for (String path : List.of("/me/drive/root:/a.dslot", HOME + "/root:/a.html")) {
      JsonNode item = client.putBytes(path + ":/content", bytes).json();
      assertThat(item.at("/file/hashes/quickXorHash").asText()).as(path).isEqualTo(hash(bytes));
    }
  }

  private static String hash(byte[] bytes) {
    QuickXorHash hash = new QuickXorHash();
    hash.update(bytes, 0, bytes.length);
    return hash.base64();
  }

  @Test
  void hidesHashes() throws Exception {
    client.control("PATCH", "/settings", "{\"hashes\":false}");
    JsonNode item = client.putBytes("/me/drive/root:/a:/content", new byte[3]).json();
    assertThat(item.path("file").has("hashes")).isFalse();
  }

  @Test
  void copiesSlowly() throws Exception {
    client.control("PATCH", "/settings", "{\"monitorPolls\":2}");
    client.putBytes("/me/drive/root:/a:/content", new byte[1]);
    String monitor = copy("{\"name\":\"b\"}").header("Location");
    List<String> told = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      told.add(client.plain("GET", monitor, new byte[0]).json().path("status").asText());
    }
    assertThat(told).containsExactly("inProgress", "inProgress", "completed");
    assertThat(
            client.plain("GET", monitor.replace("tempauth=", "tempauth=x"), new byte[0]).status())
        .isEqualTo(404);
  }

  @Test
  void tellsOfTakenNamesOnlyInTheMonitor() throws Exception {
    client.putBytes("/me/drive/root:/a:/content", new byte[1]);
    client.putBytes("/me/drive/root:/b:/content", new byte[1]);
    Client.Reply accepted = copy("{\"name\":\"b\"}");
    assertThat(accepted.status()).isEqualTo(202);
    JsonNode told = client.plain("GET", accepted.header("Location"), new byte[0]).json();
    assertThat(told.path("status").asText()).isEqualTo("failed");
    assertThat(told.at("/error/code").asText()).isEqualTo("nameAlreadyExists");
  }

  @Test
  void copiesToAnotherDriveAndByPath() throws Exception {
    client.putBytes("/me/drive/root:/a:/content", new byte[1]);
    client.putBytes("/me/drive/root:/to/x:/content", new byte[1]);
    String other =
        "{\"parentReference\":{\"driveId\":\"%s\",\"id\":\"%s\"}}"
            .formatted(DriveInfo.HOME.id(), Ids.root(DriveInfo.HOME));
    copy(other);
    assertThat(client.get(HOME + "/root:/a").status()).isEqualTo(200);
    copy("{\"parentReference\":{\"path\":\"/drive/root:/to\"}}");
    assertThat(client.get("/me/drive/root:/to:/children").names()).containsExactly("a", "x");
  }

  private Client.Reply copy(String json) throws IOException {
    return client.graph("POST", "/me/drive/root:/a:/copy", json);
  }

  @Test
  void letsSessionsAndUrlsExpire() throws Exception {
    client.putBytes("/me/drive/root:/a:/content", new byte[3]);
    String download = client.get("/me/drive/root:/a:/content").header("Location");
    String upload =
        client
            .graph("POST", "/me/drive/root:/b:/createUploadSession", "{}")
            .json()
            .path("uploadUrl")
            .asText();
    client.control("POST", "/expire", "");
    assertThat(client.plain("GET", download, new byte[0]).status()).isEqualTo(401);
    assertThat(client.plain("GET", upload, new byte[0]).status()).isEqualTo(404);
    assertThat(client.graph("POST", "/me/drive/root:/b:/createUploadSession", "{}").status())
        .isEqualTo(200);
    String again = client.get("/me/drive/root:/a:/content").header("Location");
    assertThat(client.plain("GET", again, new byte[0]).status()).isEqualTo(200);
  }

  @Test
  void countsVersionsAgainstTheQuota() throws Exception {
    stop();
    sandbox = Sandbox.start(options().withQuota(10));
    client = new Client(sandbox);
    client.putBytes("/me/drive/root:/a:/content", new byte[4]);
    client.putBytes("/me/drive/root:/a:/content", new byte[4]);
    Client.Reply full = client.putBytes("/me/drive/root:/a:/content", new byte[4]);
    assertThat(full.status()).isEqualTo(507);
    assertThat(full.code()).isEqualTo("quotaLimitReached");
    client.graph("DELETE", "/me/drive/root:/a:/versions/1.0", "");
    assertThat(client.putBytes("/me/drive/root:/a:/content", new byte[4]).status()).isEqualTo(200);
  }
}
