package org.dubbelslot.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChangesAndPlacesTest extends SandboxFixture {

  @ParameterizedTest
  @ValueSource(strings = {"delta", "delta()", "microsoft.graph.delta()", "delta(token='')"})
  void listsEverythingAtFirst(String call) throws Exception {
    client.putBytes("/me/drive/root:/d/a:/content", new byte[1]);
    client.putBytes("/me/drive/root:/gone:/content", new byte[1]);
    client.graph("DELETE", "/me/drive/root:/gone", "");
    Client.Reply all = client.get("/me/drive/root/" + call);
    assertThat(all.names()).containsExactly("root", "d", "a");
    assertThat(all.json().at("/value/2/parentReference").has("path")).isFalse();
    assertThat(all.json().has("@odata.deltaLink")).isTrue();
  }

  @Test
  void listsWhatChangedSince() throws Exception {
    client.putBytes("/me/drive/root:/d/a:/content", new byte[1]);
    String id =
        client.putBytes("/me/drive/root:/b:/content", new byte[1]).json().path("id").asText();
    Client.Reply nothing = client.get("/me/drive/root/delta?token=latest");
    assertThat(nothing.names()).isEmpty();
    client.graph("DELETE", "/me/drive/root:/b", "");
    client.graph("PATCH", "/me/drive/root:/d", "{\"name\":\"e\"}");
    Client.Reply changes = follow(nothing, "@odata.deltaLink");
    List<JsonNode> value = List.copyOf(children(changes.json().path("value")));
    assertThat(value).hasSize(2);
    assertThat(value.get(0).path("id").asText()).isEqualTo(id);
    assertThat(value.get(0).at("/deleted/state").asText()).isEqualTo("deleted");
    assertThat(value.get(1).path("name").asText()).isEqualTo("e");
    assertThat(follow(changes, "@odata.deltaLink").names()).isEmpty();
    assertThat(client.get("/me/drive/root/delta?token=bogus").status()).isEqualTo(400);
  }

  @Test
  void pagesChangesAndKeepsTokensOverARestart() throws Exception {
    for (int i = 0; i < 5; i++) {
      client.putBytes("/me/drive/root:/f" + i + ":/content", new byte[1]);
    }
    Client.Reply one = client.get("/me/drive/root/delta?$top=4&$select=id,name");
    assertThat(one.names()).containsExactly("root", "f0", "f1", "f2");
    Client.Reply two = follow(one, "@odata.nextLink");
    assertThat(two.names()).containsExactly("f3", "f4");
    assertThat(two.json().at("/value/0").has("size")).isFalse();
    String link = two.json().path("@odata.deltaLink").asText();
    restart();
    client.putBytes("/me/drive/root:/f9:/content", new byte[1]);
    String path = link.substring(link.indexOf("/drives/"));
    assertThat(client.get(path).names()).containsExactly("f9");
  }

  private static List<JsonNode> children(JsonNode array) {
    List<JsonNode> nodes = new ArrayList<>();
    array.forEach(nodes::add);
    return nodes;
  }

  private Client.Reply follow(Client.Reply page, String link) throws IOException {
    return client.plain(
        "GET",
        page.json().path(link).asText(),
        new byte[0],
        "Authorization",
        "Bearer " + sandbox.token());
  }

  @Test
  void findsSitesAndTheirLibraries() throws Exception {
    JsonNode site = client.get("/sites/voorbeeld.sharepoint.example:/sites/Team").json();
    String id = site.path("id").asText();
    assertThat(id.split(",", -1)).hasSize(3);
    assertThat(client.get("/sites?search=team").names()).containsExactly("team");
    JsonNode drives = client.get("/sites/" + id + "/drives").json().path("value");
    assertThat(drives.at("/0/driveType").asText()).isEqualTo("documentLibrary");
    String drive = drives.at("/0/id").asText();
    client.putBytes(
        "/drives/" + drive + "/root:/in team:/content".replace(" ", "%20"), new byte[1]);
    assertThat(client.get("/sites/" + id + "/drive/root/children").names())
        .containsExactly("in team");
    assertThat(client.get("/me/drive/root/children").names()).isEmpty();
    assertThat(client.get("/sites/voorbeeld.sharepoint.example:/sites/none").status())
        .isEqualTo(404);
  }

  @Test
  void resolvesLinks() throws Exception {
    String library = "/sites/voorbeeld.sharepoint.example:/sites/team:/drive";
    JsonNode file =
        client.putBytes(library + "/root:/A%20b/%C3%A9.bin:/content", new byte[1]).json();
    String webUrl = file.path("webUrl").asText();
    assertThat(shared(webUrl, "").json().path("id")).isEqualTo(file.path("id"));
    String shown = webUrl.replace("/sites/", "/:u:/r/sites/") + "?csf=1&web=1";
    assertThat(shared(shown, "").json().path("id")).isEqualTo(file.path("id"));
    String folder = webUrl.substring(0, webUrl.lastIndexOf('/'));
    assertThat(shared(folder, "/children").names()).containsExactly("é.bin");
    assertThat(shared("https://elsewhere.example/x", "").status()).isEqualTo(403);
    assertThat(client.get("/shares/u!%2A/driveItem").status()).isEqualTo(400);
  }

  private Client.Reply shared(String link, String rest) throws IOException {
    String id =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(link.getBytes(StandardCharsets.UTF_8));
    return client.get("/shares/u!" + id + "/driveItem" + rest);
  }

  @Test
  void keepsVersions() throws Exception {
    client.putBytes("/me/drive/root:/v:/content", new byte[] {1});
    client.putBytes("/me/drive/root:/v:/content", new byte[] {2, 2});
    JsonNode versions = client.get("/me/drive/root:/v:/versions").json().path("value");
    assertThat(versions.at("/0/id").asText()).isEqualTo("2.0");
    String old = client.get("/me/drive/root:/v:/versions/1.0/content").header("Location");
    assertThat(client.plain("GET", old, new byte[0]).bytes()).containsExactly(1);
    assertThat(client.graph("POST", "/me/drive/root:/v:/versions/1.0/restoreVersion", "").status())
        .isEqualTo(204);
    assertThat(client.get("/me/drive/root:/v").json().path("size").asInt()).isEqualTo(1);
    assertThat(client.get("/me/drive").json().at("/quota/used").asInt()).isEqualTo(4);
  }

  @Test
  void copiesWithAMonitor() throws Exception {
    client.putBytes("/me/drive/root:/c/a:/content", new byte[] {1});
    Client.Reply accepted = client.graph("POST", "/me/drive/root:/c:/copy", "{\"name\":\"copy\"}");
    assertThat(accepted.status()).isEqualTo(202);
    JsonNode monitor = client.plain("GET", accepted.header("Location"), new byte[0]).json();
    assertThat(monitor.path("status").asText()).isEqualTo("completed");
    client.graph("POST", "/me/drive/root:/c:/permanentDelete", "");
    String url = client.get("/me/drive/root:/copy/a:/content").header("Location");
    assertThat(client.plain("GET", url, new byte[0]).bytes()).containsExactly(1);
  }

  @Test
  void searchesNames() throws Exception {
    client.putBytes("/me/drive/root:/x/Needle's.txt:/content", new byte[1]);
    assertThat(client.get("/me/drive/root/search(q='needle''s')").names())
        .containsExactly("Needle's.txt");
    assertThat(client.get("/me/drive/search(q='none')").names()).isEmpty();
  }

  @Test
  void answersBatches() throws Exception {
    client.fault(
        "{\"path\":\"/v1.0/me/drive$\",\"status\":429,\"headers\":{\"Retry-After\":\"3\"}}");
    JsonNode responses =
        client
            .graph(
                "POST",
                "/$batch",
                """
                {"requests":[
                  {"id":"1","method":"POST","url":"/me/drive/root/children",
                   "headers":{"Content-Type":"application/json"},"body":{"name":"b","folder":{}}},
                  {"id":"2","method":"GET","url":"/me/drive/root:/b","dependsOn":["1"]},
                  {"id":"3","method":"GET","url":"/me/drive"},
                  {"id":"4","method":"GET","url":"/me/drive","dependsOn":["3"]}]}
                """)
            .json()
            .path("responses");
    assertThat(responses.findValuesAsText("status")).containsExactly("201", "200", "429", "424");
    assertThat(responses.at("/1/body/name").asText()).isEqualTo("b");
    assertThat(responses.at("/2/headers/Retry-After").asText()).isEqualTo("3");
  }
}
