package org.dubbelslot.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SandboxBasicsTest extends SandboxFixture {
  private static final String FOLDER = "{\"name\":\"%s\",\"folder\":{}}";

  @Test
  void refusesWithoutTheToken() throws Exception {
    Client.Reply none = client.plain("GET", sandbox.graph() + "/me/drive", new byte[0]);
    Client.Reply wrong =
        client.plain(
            "GET", sandbox.graph() + "/me/drive", new byte[0], "Authorization", "Bearer wrong");
    assertThat(none.status()).isEqualTo(401);
    assertThat(none.code()).isEqualTo("InvalidAuthenticationToken");
    assertThat(none.header("WWW-Authenticate")).startsWith("Bearer");
    assertThat(none.json().at("/error/innerError/request-id").asText())
        .isEqualTo(none.header("request-id"))
        .isNotEmpty();
    assertThat(wrong.status()).isEqualTo(401);
  }

  @Test
  void tellsDriveAndQuota() throws Exception {
    JsonNode drive = client.get("/me/drive").json();
    assertThat(drive.path("driveType").asText()).isEqualTo("business");
    assertThat(drive.path("id").asText()).startsWith("b!");
    assertThat(drive.at("/quota/total").asLong()).isEqualTo(1L << 40);
    client.putBytes("/me/drive/root:/a.bin:/content", new byte[1000]);
    assertThat(client.get("/me/drive").json().at("/quota/used").asLong()).isEqualTo(1000);
    String id = drive.path("id").asText();
    assertThat(client.get("/drives/" + id.replace("!", "%21")).json().path("id").asText())
        .isEqualTo(id);
    assertThat(client.get("/me/drives").json().path("value")).hasSize(1);
    assertThat(client.get("/drives/b!nothing").status()).isEqualTo(404);
  }

  @Test
  void makesFolders() throws Exception {
    Client.Reply made = folder("/me/drive/root/children", "Docs");
    assertThat(made.status()).isEqualTo(201);
    JsonNode item = made.json();
    assertThat(item.at("/folder/childCount").asInt(-1)).isZero();
    assertThat(item.at("/parentReference/path").asText()).endsWith("/root:");
    assertThat(item.path("eTag").asText()).matches("\"\\{[0-9A-F-]{36}},1\"");
    assertThat(item.has("cTag")).isFalse();
    Client.Reply again = folder("/me/drive/root/children", "docs");
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.code()).isEqualTo("nameAlreadyExists");
    Client.Reply renamed =
        client.graph(
            "POST",
            "/me/drive/root/children",
            "{\"name\":\"Docs\",\"folder\":{},\"@microsoft.graph.conflictBehavior\":\"rename\"}");
    assertThat(renamed.json().path("name").asText()).isEqualTo("Docs 1");
    Client.Reply old =
        client.graph(
            "POST",
            "/me/drive/root/children",
            "{\"name\":\"Docs\",\"folder\":{},\"@name.conflictBehavior\":\"rename\"}");
    assertThat(old.json().path("name").asText()).isEqualTo("Docs 2");
    assertThat(folder("/me/drive/root:/nowhere:/children", "x").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/me/drive/root:/Docs/A%20%26%20B",
        "/me/drive/root:/Docs/A%20&%20B",
        "/me/drive/root:/docs/a%20&%20b:",
        "/me/drive/root:/Docs/A%20&%20B:/",
        "/me/drive/root:/Docs%2FA%20&%20B",
        "/me/drive/root:/./Docs/./A%20&%20B",
        "/me/drive/root%3A%2FDocs%2FA%20%26%20B%3A",
        "/me/drive/items/root:/Docs/A%20&%20B:",
        "/me/drive/items/root%3A%2FDocs%2FA%20%26%20B%3A",
        "/me/drive/root:/Docs/A%20&%20B?select=id,name",
        "/me/drive/root:/Docs/A%20&%20B?%24select=id,name"
      })
  void understandsEveryWayToWriteAPath(String path) throws Exception {
    folder("/me/drive/root/children", "Docs");
    folder("/me/drive/root:/Docs:/children", "A & B");
    assertThat(client.get(path).json().path("name").asText()).isEqualTo("A & B");
  }

  @Test
  void addressesBelowAnItem() throws Exception {
    String id = folder("/me/drive/root/children", "Docs").json().path("id").asText();
    folder("/me/drive/items/" + id + "/children", "sub");
    assertThat(client.get("/me/drive/items/" + id + ":/SUB").status()).isEqualTo(200);
    assertThat(client.get("/me/drive/items/" + id + ":/sub:/children").names()).isEmpty();
    String other = id.substring(0, id.length() - 1).toLowerCase(Locale.ROOT);
    assertThat(client.get("/me/drive/items/" + other).status()).isEqualTo(404);
    assertThat(client.get("/me/drive/root:/../x").status()).isEqualTo(400);
    assertThat(client.get("/me/drive/root:/Docs/none").code()).isEqualTo("itemNotFound");
  }

  @Test
  void pagesThroughChildren() throws Exception {
    for (int i = 0; i < 7; i++) {
      folder("/me/drive/root/children", "f" + i);
    }
    Client.Reply page = client.get("/me/drive/root/children?$top=3&$select=id,name");
    assertThat(page.names()).containsExactly("f0", "f1", "f2");
    assertThat(page.json().at("/value/0").has("size")).isFalse();
    Client.Reply second = follow(page);
    Client.Reply third = follow(second);
    assertThat(second.names()).containsExactly("f3", "f4", "f5");
    assertThat(third.names()).containsExactly("f6");
    assertThat(third.json().has("@odata.nextLink")).isFalse();
    assertThat(client.get("/me/drive/root/children?$top=0").status()).isEqualTo(400);
  }

  private Client.Reply follow(Client.Reply page) throws IOException {
    String link = page.json().path("@odata.nextLink").asText();
    return client.plain("GET", link, new byte[0], "Authorization", "Bearer " + sandbox.token());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a:b",
        "a*b",
        "a?b",
        "a<b",
        "a|b",
        "a\\\\b",
        "a/b",
        " a",
        "a ",
        "a.",
        "CON",
        "lpt1",
        ".lock",
        "desktop.ini",
        "x_vti_y",
        "~$a",
        ""
      })
  void refusesForbiddenNames(String name) throws Exception {
    assertThat(folder("/me/drive/root/children", name).status()).isEqualTo(400);
  }

  @Test
  void refusesFormsOnlyAtALibrarysRoot() throws Exception {
    String library = "/sites/voorbeeld.sharepoint.example:/sites/team:/drive";
    assertThat(folder(library + "/root/children", "Forms").status()).isEqualTo(400);
    assertThat(folder(library + "/root/children", "sub").status()).isEqualTo(201);
    assertThat(folder(library + "/root:/sub:/children", "Forms").status()).isEqualTo(201);
    assertThat(folder("/me/drive/root/children", "Forms").status()).isEqualTo(201);
  }

  @Test
  void refusesPathsOver400() throws Exception {
    String name = "n".repeat(180);
    assertThat(folder("/me/drive/root/children", name).status()).isEqualTo(201);
    assertThat(folder("/me/drive/root:/" + name + ":/children", name).status()).isEqualTo(201);
    assertThat(folder("/me/drive/root:/" + name + ":/children", name + "nnnn").status())
        .isEqualTo(400);
  }

  @Test
  void putsAndGetsSmallFiles() throws Exception {
    byte[] bytes = "Beste lezer".getBytes(StandardCharsets.UTF_8);
    Client.Reply made = client.putBytes("/me/drive/root:/new/folder/letter.txt:/content", bytes);
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.json().at("/file/hashes/quickXorHash").asText()).hasSize(28);
    Client.Reply redirect = client.get("/me/drive/root:/new/folder/letter.txt:/content");
    assertThat(redirect.status()).isEqualTo(302);
    String url = redirect.header("Location");
    assertThat(url).startsWith(sandbox.content().toString());
    assertThat(client.plain("GET", url, new byte[0]).bytes()).isEqualTo(bytes);
    assertThat(client.putBytes("/me/drive/root:/new/folder/letter.txt:/content", bytes).status())
        .isEqualTo(200);
    Client.Reply conflict =
        client.putBytes(
            "/me/drive/root:/new/folder/letter.txt:/content"
                + "?@microsoft.graph.conflictBehavior=fail",
            bytes);
    assertThat(conflict.status()).isEqualTo(409);
    Client.Reply renamed =
        client.putBytes(
            "/me/drive/root:/new/folder/letter.txt:/content"
                + "?%40microsoft.graph.conflictBehavior=rename",
            bytes);
    assertThat(renamed.json().path("name").asText()).isEqualTo("letter 1.txt");
    Client.Reply empty = client.putBytes("/me/drive/root:/empty:/content", new byte[0]);
    assertThat(empty.status()).isEqualTo(201);
    assertThat(empty.json().at("/file/hashes").isMissingNode()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=0-9, 206, 0, 10",
    "bytes=990-, 206, 990, 10",
    "bytes=990-5000, 206, 990, 10",
    "bytes=-7, 206, 993, 7",
    "'bytes=0-1,3-4', 200, 0, 1000"
  })
  void answersRanges(String range, int status, int first, int length) throws Exception {
    byte[] bytes = new byte[1000];
    new Random(1).nextBytes(bytes);
    client.putBytes("/me/drive/root:/r.bin:/content", bytes);
    String url = client.get("/me/drive/root:/r.bin:/content").header("Location");
    Client.Reply part = client.plain("GET", url, new byte[0], "Range", range);
    assertThat(part.status()).isEqualTo(status);
    assertThat(part.bytes()).isEqualTo(Arrays.copyOfRange(bytes, first, first + length));
    if (status == 206) {
      assertThat(part.header("Content-Range"))
          .isEqualTo("bytes %d-%d/1000".formatted(first, first + length - 1));
    }
  }

  @Test
  void refusesImpossibleRangesTokensAndAlteredUrls() throws Exception {
    client.putBytes("/me/drive/root:/r.bin:/content", new byte[10]);
    String url = client.get("/me/drive/root:/r.bin:/content").header("Location");
    assertThat(client.plain("GET", url, new byte[0], "Range", "bytes=10-").status()).isEqualTo(416);
    assertThat(
            client
                .plain("GET", url, new byte[0], "Authorization", "Bearer " + sandbox.token())
                .status())
        .isEqualTo(401);
    String altered = url.replaceFirst("tempauth=([0-9]+)\\..", "tempauth=$1._");
    assertThat(client.plain("GET", altered, new byte[0]).status()).isEqualTo(401);
    assertThat(client.plain("HEAD", url, new byte[0]).header("Content-Length")).isEqualTo("10");
  }

  @Test
  void renamesMovesAndChecksTags() throws Exception {
    folder("/me/drive/root/children", "to");
    JsonNode file = client.putBytes("/me/drive/root:/a.txt:/content", new byte[3]).json();
    String at = "/me/drive/items/" + file.path("id").asText();
    JsonNode renamed = client.graph("PATCH", at, "{\"name\":\"A.txt\"}").json();
    assertThat(renamed.path("name").asText()).isEqualTo("A.txt");
    assertThat(renamed.path("cTag")).isEqualTo(file.path("cTag"));
    assertThat(renamed.path("eTag")).isNotEqualTo(file.path("eTag"));
    String old = file.path("eTag").asText();
    assertThat(client.graph("PATCH", at, "{\"name\":\"b\"}", "If-Match", old).status())
        .isEqualTo(412);
    String now = renamed.path("eTag").asText();
    String to = client.get("/me/drive/root:/to").json().path("id").asText();
    Client.Reply moved =
        client.graph(
            "PATCH",
            at,
            "{\"parentReference\":{\"id\":\"" + to + "\"},\"name\":\"b\"}",
            "If-Match",
            now);
    assertThat(moved.status()).isEqualTo(200);
    assertThat(client.get("/me/drive/root:/to/b").status()).isEqualTo(200);
    assertThat(client.get("/me/drive/root:/A.txt").status()).isEqualTo(404);
    Client.Reply root = client.graph("PATCH", at, "{\"parentReference\":{\"id\":\"root\"}}");
    assertThat(root.status()).isEqualTo(400);
    Client.Reply unknown = client.graph("PATCH", at, "{\"nmae\":\"x\"}");
    assertThat(unknown.status()).isEqualTo(400);
    client.putBytes("/me/drive/root:/to/c:/content", new byte[1]);
    assertThat(client.graph("PATCH", at, "{\"name\":\"C\"}").status()).isEqualTo(409);
    Client.Reply intoItself =
        client.graph(
            "PATCH", "/me/drive/items/" + to, "{\"parentReference\":{\"id\":\"" + to + "\"}}");
    assertThat(intoItself.status()).isEqualTo(400);
  }

  @Test
  void deletes() throws Exception {
    client.putBytes("/me/drive/root:/d/a.txt:/content", new byte[3]);
    client.putBytes("/me/drive/root:/d/b.txt:/content", new byte[4]);
    assertThat(client.graph("POST", "/me/drive/root:/d/b.txt:/permanentDelete", "").status())
        .isEqualTo(204);
    assertThat(client.graph("DELETE", "/me/drive/root:/d", "", "If-Match", "\"x\"").status())
        .isEqualTo(412);
    assertThat(client.graph("DELETE", "/me/drive/root:/d", "").status()).isEqualTo(204);
    assertThat(client.get("/me/drive/root/children").names()).isEmpty();
    JsonNode quota = client.get("/me/drive").json().path("quota");
    assertThat(quota.path("used").asLong()).isZero();
    assertThat(quota.path("deleted").asLong()).isEqualTo(3);
    assertThat(client.graph("DELETE", "/me/drive/root", "").status()).isEqualTo(403);
  }

  @Test
  void restartKeepsEverything() throws Exception {
    byte[] bytes = "blijft".getBytes(StandardCharsets.UTF_8);
    JsonNode before = client.putBytes("/me/drive/root:/d/k.txt:/content", bytes).json();
    String token = sandbox.token();
    restart();
    assertThat(sandbox.token()).isEqualTo(token);
    JsonNode after = client.get("/me/drive/root:/d/k.txt").json();
    assertThat(after.path("id")).isEqualTo(before.path("id"));
    assertThat(after.path("eTag")).isEqualTo(before.path("eTag"));
    String url = client.get("/me/drive/root:/d/k.txt:/content").header("Location");
    assertThat(client.plain("GET", url, new byte[0]).bytes()).isEqualTo(bytes);
  }

  @Test
  void writesTheReadyFileAndTellsATakenPort() throws Exception {
    Path ready = root.resolve("ready.json");
    Path other = Files.createDirectory(root.resolve("other"));
    try (Sandbox second = Sandbox.start(SandboxOptions.at(other).withReadyFile(ready))) {
      JsonNode node = Json.read(Files.readAllBytes(ready));
      assertThat(node.path("graph").asText())
          .isEqualTo(second.graph().toString())
          .endsWith("/v1.0");
      assertThat(node.path("token").asText()).isEqualTo(second.token());
      assertThat(node.has("ca")).isTrue();
      assertThat(node.properties()).hasSize(6);
    }
    Path third = root.resolve("third");
    assertThatThrownBy(
            () -> Sandbox.start(SandboxOptions.at(third).withPort(sandbox.graph().getPort())))
        .isInstanceOf(SandboxException.PortTaken.class);
  }

  @Test
  void keepsASecondSandboxOutOfTheFolder() {
    assertThatThrownBy(() -> Sandbox.start(SandboxOptions.at(root)))
        .isInstanceOf(SandboxException.FolderInUse.class);
  }

  @Test
  void tellsAFolderThatHoldsSomethingElse() throws Exception {
    Path other = Files.createDirectory(root.resolve("other"));
    Files.writeString(other.resolve("sandbox.json"), "{}");
    assertThatThrownBy(() -> Sandbox.start(SandboxOptions.at(other)))
        .isInstanceOf(SandboxException.FolderUnusable.class);
  }

  @Test
  void survivesAKillInTheMiddleOfALine() throws Exception {
    client.putBytes("/me/drive/root:/k.txt:/content", new byte[3]);
    Path copy = Files.createDirectory(root.resolve("copy"));
    for (String name : new String[] {"sandbox.json", "items.jsonl"}) {
      Files.copy(root.resolve(name), copy.resolve(name));
    }
    Files.writeString(copy.resolve("items.jsonl"), "{\"id\":\"01", StandardOpenOption.APPEND);
    for (int start = 0; start < 2; start++) {
      try (Sandbox second = Sandbox.start(SandboxOptions.at(copy));
          Client other = new Client(second)) {
        assertThat(other.get("/me/drive/root:/k.txt").status()).isEqualTo(200);
        other.putBytes("/me/drive/root:/more.txt:/content", new byte[3]);
      }
    }
  }

  @Test
  void saysWhatItDoesNotImplement() throws Exception {
    assertThat(client.get("/me/messages").status()).isEqualTo(501);
    assertThat(log).singleElement().asString().contains("501 GET");
  }

  private Client.Reply folder(String path, String name) throws IOException {
    return client.graph("POST", path, FOLDER.formatted(name));
  }
}
