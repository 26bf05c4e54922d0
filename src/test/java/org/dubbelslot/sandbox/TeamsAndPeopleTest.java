package org.dubbelslot.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TeamsAndPeopleTest extends SandboxFixture {

  @Test
  void leadsFromATeamToTheFolderOfItsChannel() throws Exception {
    JsonNode team = client.get("/me/joinedTeams").json().at("/value/0");
    String channels = "/teams/" + team.path("id").asText() + "/channels";
    JsonNode second = client.get(channels).json().at("/value/1");
    assertThat(second.path("displayName").asText()).isEqualTo("Project Voorbeeld");
    String channel = channels + "/" + second.path("id").asText();
    assertThat(client.get(channel).json().path("id")).isEqualTo(second.path("id"));
    JsonNode folder = client.get(channel.replace(":", "%3A") + "/filesFolder").json();
    assertThat(folder.path("name").asText()).isEqualTo("Project Voorbeeld");
    String drive = folder.at("/parentReference/driveId").asText();
    assertThat(client.get("/drives/" + drive).json().path("driveType").asText())
        .isEqualTo("documentLibrary");
    String inside = "/drives/" + drive + "/items/" + folder.path("id").asText() + ":/a.bin:";
    assertThat(client.putBytes(inside + "/content", new byte[1]).status()).isEqualTo(201);
    assertThat(
            client
                .get("/teams/" + team.path("id").asText() + "/primaryChannel/filesFolder")
                .json()
                .path("name")
                .asText())
        .isEqualTo("General");
    assertThat(client.get("/teams/unknown/channels").status()).isEqualTo(404);
    assertThat(client.get(channels + "/19:none@thread.tacv2").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {Person.ID, Person.ACCOUNT, "Voorbeeld.Persoon@voorbeeld.example"})
  void knowsThePersonByIdAndAddress(String user) throws Exception {
    String own = client.get("/me/drive").json().path("id").asText();
    assertThat(client.get("/users/" + user + "/drive").json().path("id").asText()).isEqualTo(own);
    assertThat(client.get("/users/" + user + "/drives/" + own + "/root").status()).isEqualTo(200);
    assertThat(client.get("/users/" + user + "/joinedTeams").json().path("value")).hasSize(1);
  }

  @Test
  void tellsUnknownPeopleAndGroups() throws Exception {
    assertThat(client.get("/users/nobody/drive").code()).isEqualTo("Request_ResourceNotFound");
    assertThat(client.get("/groups/nobody/drive").status()).isEqualTo(404);
    String library = client.get("/sites/root/drive").json().path("id").asText();
    assertThat(client.get("/me/drives/" + library).status()).isEqualTo(404);
  }

  @Test
  void showsTheTeamsLibraryToItsGroup() throws Exception {
    String team = client.get("/me/joinedTeams").json().at("/value/0/id").asText();
    JsonNode drive = client.get("/groups/" + team + "/drive").json();
    assertThat(client.get("/sites/root/drive").json().path("id")).isEqualTo(drive.path("id"));
    assertThat(client.get("/groups/" + team + "/drives").json().path("value")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/sites/root",
        "/sites/voorbeeld.sharepoint.example:/sites/team:",
        "/sites/voorbeeld.sharepoint.example%3A%2Fsites%2Fteam%3A",
        "/sites/root/getByPath(path='/sites/team')"
      })
  void findsASiteInEveryWay(String path) throws Exception {
    assertThat(client.get(path).json().path("displayName").asText()).isEqualTo("Team");
    assertThat(client.get(path + "/drives").names()).containsExactly("Documents");
  }

  @Test
  void hasNoSitesBelowASite() throws Exception {
    assertThat(client.get("/sites/root/sites").json().path("value")).isEmpty();
  }

  @Test
  void pagesEveryList() throws Exception {
    client.putBytes("/me/drive/root:/v1:/content", new byte[1]);
    client.putBytes("/me/drive/root:/v1:/content", new byte[2]);
    client.putBytes("/me/drive/root:/v2:/content", new byte[2]);
    client.graph("POST", "/me/drive/root:/v1:/createLink", "{\"type\":\"view\"}");
    String team = client.get("/me/joinedTeams").json().at("/value/0/id").asText();
    for (String list :
        List.of(
            "/me/drive/root/children?",
            "/me/drive/root/children?$orderby=size desc&",
            "/me/drive/root:/v1:/versions?",
            "/me/drive/root/search(q='v')?",
            "/me/drive/root:/v1:/permissions?",
            "/me/drive/root/delta?",
            "/teams/" + team + "/channels?")) {
      List<String> whole = ids(list);
      assertThat(whole).as(list).hasSizeGreaterThan(1).doesNotHaveDuplicates();
      assertThat(ids(list + "$top=1&")).as(list).isEqualTo(whole);
    }
    assertThat(ids("/sites?search=*&$top=1&")).hasSize(1);
    assertThat(ids("/me/drives?$top=1&")).hasSize(1);
  }

  private List<String> ids(String list) throws IOException {
    List<String> ids = new ArrayList<>();
    String path = (list + "$select=id").replace(" ", "%20");
    while (!path.isEmpty()) {
      Client.Reply page = client.get(path);
      assertThat(page.status()).as(path).isEqualTo(200);
      page.json().path("value").forEach(each -> ids.add(each.path("id").asText()));
      path = page.json().path("@odata.nextLink").asText().replaceFirst("^.*?/v1\\.0", "");
    }
    return ids;
  }

  @Test
  void sortsAsAsked() throws Exception {
    client.putBytes("/me/drive/root:/b:/content", new byte[3]);
    client.putBytes("/me/drive/root:/a:/content", new byte[2]);
    client.putBytes("/me/drive/root:/c:/content", new byte[1]);
    assertThat(client.get("/me/drive/root/children?$orderby=name").names())
        .containsExactly("a", "b", "c");
    assertThat(client.get("/me/drive/root/children?$orderby=name%20desc").names())
        .containsExactly("c", "b", "a");
    assertThat(client.get("/me/drive/root/children?$orderby=size").names())
        .containsExactly("c", "a", "b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/me/drive/root/children?$filter=folder%20ne%20null",
        "/me/drive/root/children?$expand=thumbnails",
        "/me/drive/root/children?filter=x",
        "/me/drive/root/children?$count=true",
        "/me/drive/root/children?$skip=3",
        "/me/drive/root/children?$orderby=webUrl",
        "/me/drive/root?$expand=listItem",
        "/me/drive/root?$top=3",
        "/me/drive/root?$unheard=of",
        "/me/drive/root/delta?$filter=x",
        "/me/drive/root/content?format=pdf",
        "/me/drive?$expand=root",
        "/me/drive/root:/a:/delta%20force"
      })
  void ignoresNoOptionInSilence(String path) throws Exception {
    assertThat(client.get(path).status()).isEqualTo(501);
    assertThat(log).hasSize(1);
  }

  @Test
  void expandsChildrenAndPermissions() throws Exception {
    client.putBytes("/me/drive/root:/d/a:/content", new byte[1]);
    JsonNode item = client.get("/me/drive/root:/d?$expand=children,permissions").json();
    assertThat(item.at("/children/0/name").asText()).isEqualTo("a");
    assertThat(item.at("/permissions/0/roles/0").asText()).isEqualTo("owner");
  }

  @Test
  void keepsLinksOverARestartAndRemovesThem() throws Exception {
    client.putBytes("/me/drive/root:/p:/content", new byte[1]);
    String wish = "{\"type\":\"view\",\"scope\":\"anonymous\"}";
    Client.Reply made = client.graph("POST", "/me/drive/root:/p:/createLink", wish);
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.json().at("/link/webUrl").asText()).startsWith("https://");
    restart();
    Client.Reply again = client.graph("POST", "/me/drive/root:/p:/createLink", wish);
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json().path("id")).isEqualTo(made.json().path("id"));
    String one = "/me/drive/root:/p:/permissions/" + made.json().path("id").asText();
    assertThat(client.get(one).json().at("/roles/0").asText()).isEqualTo("read");
    assertThat(client.graph("DELETE", one, "").status()).isEqualTo(204);
    assertThat(client.get(one).status()).isEqualTo(404);
    assertThat(client.graph("DELETE", "/me/drive/root:/p:/permissions/owner", "").status())
        .isEqualTo(403);
    assertThat(client.graph("POST", "/me/drive/root:/p:/createLink", "{}").status()).isEqualTo(400);
    assertThat(client.graph("POST", "/me/drive/root:/p:/invite", "{}").status()).isEqualTo(501);
  }
}
