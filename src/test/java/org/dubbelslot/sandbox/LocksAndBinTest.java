package org.dubbelslot.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocksAndBinTest extends SandboxFixture {
  private static final String HOME = "/drives/" + DriveInfo.HOME.id();

  @ParameterizedTest
  @CsvSource({
    "notAllowed, notAllowed, resourceLocked",
    "resourceLocked, resourceLocked, ''",
    "accessDenied, accessDenied, ''"
  })
  void says423InThreeShapes(String shape, String code, String inner) throws Exception {
    String id = put("/me/drive/root:/d/open.bin:/content", 1).path("id").asText();
    client.control("POST", "/locks", "{\"id\":\"" + id + "\",\"shape\":\"" + shape + "\"}");
    String at = "/me/drive/items/" + id;
    for (Client.Reply refused :
        new Client.Reply[] {
          client.graph("PATCH", at, "{\"name\":\"x\"}"),
          client.graph("DELETE", at, ""),
          client.graph("DELETE", "/me/drive/root:/d", ""),
          client.graph("POST", at + "/permanentDelete", ""),
          client.putBytes(at + "/content", new byte[2]),
          client.putBytes("/me/drive/root:/d/open.bin:/content", new byte[2]),
          client.graph("POST", at + "/createUploadSession", "{}"),
          client.graph("POST", "/me/drive/root:/d/open.bin:/createUploadSession", "{}"),
          client.graph("POST", at + "/checkout", "")
        }) {
      assertThat(refused.status()).isEqualTo(423);
      assertThat(refused.code()).isEqualTo(code);
      assertThat(refused.json().at("/error/innerError/code").asText()).isEqualTo(inner);
    }
    assertThat(client.get(at).status()).isEqualTo(200);
    client.control("DELETE", "/locks", "");
    assertThat(client.graph("PATCH", at, "{\"name\":\"x\"}").status()).isEqualTo(200);
    assertThat(client.control("POST", "/locks", "{\"shape\":\"round\"}").status()).isEqualTo(400);
  }

  @Test
  void locksAnUploadThatIsAlmostDone() throws Exception {
    String id = put("/me/drive/root:/a.bin:/content", 1).path("id").asText();
    String url =
        client
            .graph("POST", "/me/drive/items/" + id + "/createUploadSession", "{}")
            .json()
            .path("uploadUrl")
            .asText();
    client.control("POST", "/locks", "{\"id\":\"" + id + "\",\"shape\":\"resourceLocked\"}");
    assertThat(client.plain("PUT", url, new byte[3], "Content-Range", "bytes 0-2/3").status())
        .isEqualTo(423);
  }

  @Test
  void checksOutAndIn() throws Exception {
    String at = "/me/drive/items/" + put("/me/drive/root:/a:/content", 1).path("id").asText();
    assertThat(client.graph("POST", at + "/checkin", "{}").status()).isEqualTo(400);
    assertThat(client.graph("POST", at + "/checkout", "").status()).isEqualTo(204);
    assertThat(level(at)).isEqualTo("checkout");
    assertThat(client.get(at).json().has("publication")).isFalse();
    assertThat(client.graph("POST", at + "/checkin", "{\"comment\":\"done\"}").status())
        .isEqualTo(204);
    assertThat(level(at)).isEqualTo("published");
  }

  private String level(String at) throws IOException {
    return client.get(at + "?$select=publication").json().at("/publication/level").asText();
  }

  @Test
  void bringsBackWhatWasDeletedTogether() throws Exception {
    put(HOME + "/root:/d/before:/content", 1);
    client.graph("DELETE", HOME + "/root:/d/before", "");
    put(HOME + "/root:/d/sub/a:/content", 2);
    put(HOME + "/root:/d/b:/content", 3);
    String id = client.get(HOME + "/root:/d").json().path("id").asText();
    client.graph("DELETE", HOME + "/root:/d", "");
    assertThat(client.get(HOME + "/items/" + id).status()).isEqualTo(404);
    restart();
    Client.Reply back =
        client.graph("POST", HOME + "/items/" + id + "/restore", "{\"name\":\"e\"}");
    assertThat(back.status()).isEqualTo(200);
    assertThat(back.json().path("size").asInt()).isEqualTo(5);
    assertThat(client.get(HOME + "/root:/e:/children").names()).containsExactly("b", "sub");
    assertThat(client.get(HOME + "/root:/e/sub:/children").names()).containsExactly("a");
    assertThat(client.graph("POST", HOME + "/items/" + id + "/restore", "{}").status())
        .isEqualTo(400);
    JsonNode quota = client.get(HOME).json().path("quota");
    assertThat(quota.path("used").asInt()).isEqualTo(5);
    assertThat(quota.path("deleted").asInt()).isEqualTo(1);
  }

  @Test
  void refusesToBringBackOntoATakenName() throws Exception {
    String id = put(HOME + "/root:/a:/content", 1).path("id").asText();
    client.graph("DELETE", HOME + "/items/" + id, "");
    put(HOME + "/root:/A:/content", 1);
    assertThat(client.graph("POST", HOME + "/items/" + id + "/restore", "{}").status())
        .isEqualTo(409);
  }

  @Test
  void offersRestoringOnPersonalDrivesOnly() throws Exception {
    String id = put("/me/drive/root:/a:/content", 1).path("id").asText();
    client.graph("DELETE", "/me/drive/items/" + id, "");
    assertThat(client.graph("POST", "/me/drive/items/" + id + "/restore", "{}").code())
        .isEqualTo("notSupported");
  }

  @Test
  void emptiesTheBinOfOneItem() throws Exception {
    put("/me/drive/root:/d/a:/content", 7);
    String id = client.get("/me/drive/root:/d").json().path("id").asText();
    client.graph("DELETE", "/me/drive/items/" + id, "");
    assertThat(quota("deleted")).isEqualTo(7);
    String erase = "/me/drive/items/" + id + "/permanentDelete";
    assertThat(client.graph("POST", erase, "").status()).isEqualTo(204);
    assertThat(quota("deleted")).isZero();
    assertThat(client.graph("POST", erase, "").status()).isEqualTo(404);
  }

  private int quota(String what) throws IOException {
    return client.get("/me/drive").json().path("quota").path(what).asInt();
  }

  @Test
  void deletesOldVersionsAndGivesTheirSpaceBack() throws Exception {
    put("/me/drive/root:/v:/content", 1);
    put("/me/drive/root:/v:/content", 2);
    String versions = "/me/drive/root:/v:/versions";
    assertThat(client.graph("DELETE", versions + "/2.0", "").status()).isEqualTo(400);
    assertThat(client.graph("DELETE", versions + "/1.0", "").status()).isEqualTo(204);
    assertThat(client.get(versions + "/1.0").status()).isEqualTo(404);
    assertThat(client.get(versions + "/2.0").json().path("size").asInt()).isEqualTo(2);
    assertThat(quota("used")).isEqualTo(2);
    put("/me/drive/root:/v:/content", 3);
    assertThat(client.get(versions).json().at("/value/0/id").asText()).isEqualTo("3.0");
  }

  private JsonNode put(String path, int length) throws IOException {
    Client.Reply reply = client.putBytes(path, new byte[length]);
    assertThat(reply.status()).isIn(200, 201);
    return reply.json();
  }
}
