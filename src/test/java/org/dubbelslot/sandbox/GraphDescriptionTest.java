package org.dubbelslot.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Microsoft's description holds for the sandbox, and would tell if it did not. Every suite that has
 * a client or a service here checks its own answers too.
 */
class GraphDescriptionTest extends SandboxFixture {
  private static final String ITEM = "/drives/{drive-id}/items/{driveItem-id}";

  private GraphDescription description;

  @BeforeEach
  void requireDescription() {
    assumeTrue(
        GraphDescription.loaded().isPresent(),
        "graph-drive-openapi.yaml is not here: set -Dshared.dir to the folder above its data");
    description = GraphDescription.loaded().get();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/me/drive", "/sites/root/drive", "/drives/D0BBE15107000001"})
  void holdsForEveryKindOfAnswerOfEveryKindOfDrive(String drive) throws Exception {
    String file = drive + "/root:/a/b.bin:";
    client.putBytes(file + "/content", new byte[10]);
    client.putBytes(file + "/content", new byte[0]);
    for (String path :
        List.of(
            drive,
            drive + "/root",
            drive + "/root:/a",
            drive + "/root/children",
            drive + "/root/delta",
            drive + "/root/search(q='b')",
            drive + "/root:/a/b.bin?$expand=permissions&$select=id,publication,file",
            drive + "/root:/a?$expand=children",
            file + "/versions",
            file + "/versions/1.0",
            file + "/permissions")) {
      assertThat(client.get(path).status()).as(path).isEqualTo(200);
    }
    String session =
        client
            .graph("POST", drive + "/root:/c.bin:/createUploadSession", "{}")
            .json()
            .path("uploadUrl")
            .asText();
    client.plain("GET", session, new byte[0]);
    client.plain("PUT", session, new byte[3], "Content-Range", "bytes 0-2/3");
    client.graph("PATCH", drive + "/root:/c.bin", "{\"name\":\"d.bin\",\"description\":\"d\"}");
    client.graph("POST", drive + "/root:/a:/children", "{\"name\":\"s\",\"folder\":{}}");
    client.graph("POST", file + "/createLink", "{\"type\":\"view\"}");
    client.graph("POST", file + "/copy", "{\"name\":\"e.bin\"}");
    client.graph("DELETE", drive + "/root:/d.bin", "");
    client.get(drive + "/root/delta?token=latest");
    client.get(drive + "/root:/none");
    client.get(drive + "/root?$filter=x");
    assertThat(client.requests()).filteredOn(r -> r.has("answer")).hasSizeGreaterThan(18);
  }

  @Test
  void looksIntoBatches() throws Exception {
    client.graph(
        "POST",
        "/$batch",
        "{\"requests\":[{\"id\":\"1\",\"method\":\"GET\",\"url\":\"/me/drive?$select=id\"}]}");
    ObjectNode batch = (ObjectNode) client.requests().getLast();
    assertThat(description.complaints(batch)).isEmpty();
    ((ObjectNode) batch.at("/answer/responses/0/body")).put("colour", "red");
    assertThat(description.complaints(batch))
        .singleElement()
        .asString()
        .contains("colour is not declared");
  }

  @ParameterizedTest
  @CsvSource({
    "/size, '\"many\"', does not match",
    "/createdDateTime, '\"yesterday\"', createdDateTime",
    "/file, 7, does not match",
    "/colour, '\"red\"', colour is not declared",
    "/file/colour, '\"red\"', colour is not declared",
    "/parentReference/colour, '\"red\"', colour is not declared",
    "/file/hashes/md5Hash, '\"x\"', md5Hash is not declared"
  })
  void wouldTellAnItemThatDoesNotFit(String pointer, String value, String complaint)
      throws Exception {
    JsonNode item = client.putBytes("/me/drive/root:/a:/content", new byte[1]).json();
    assertThat(description.complaints("GET", ITEM, 200, item)).isEmpty();
    int slash = pointer.lastIndexOf('/');
    ((ObjectNode) item.at(pointer.substring(0, slash)))
        .set(pointer.substring(slash + 1), json(value));
    assertThat(description.complaints("GET", ITEM, 200, item)).isNotEmpty();
    assertThat(String.join("\n", description.complaints("GET", ITEM, 200, item)))
        .contains(complaint);
  }

  @Test
  void wouldTellErrorsListsAndPathsThatDoNotFit() throws Exception {
    assertThat(description.complaints("GET", ITEM, 404, json("{\"error\":{\"code\":\"x\"}}")))
        .isNotEmpty();
    assertThat(
            description.complaints(
                "GET", ITEM + "/children", 200, json("{\"value\":[{\"nmae\":\"x\"}]}")))
        .singleElement()
        .asString()
        .contains("nmae is not declared");
    assertThat(description.complaints("GET", "/me/messages", 200, json("{}")))
        .singleElement()
        .asString()
        .contains("not described");
  }

  private static JsonNode json(String text) throws IOException {
    return Json.read(text.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource({
    "/v1.0/me/drive/root:/a%20b/c:/children, /drives/{drive-id}/items/{driveItem-id}/children",
    "/v1.0/drives/b%21x/items/01A:/c:/content, /drives/{drive-id}/items/{driveItem-id}/content",
    "/v1.0/drives/x/root, /drives/{drive-id}/root",
    "/v1.0/drives/x/items/root%3A%2Fdocs%3A, /drives/{drive-id}/items/{driveItem-id}",
    "/v1.0/me/drive, /me/drive",
    "/v1.0/users/x/drives/y/root:/z, /drives/{drive-id}/items/{driveItem-id}",
    "/v1.0/sites/h:/sites/t:/drive, /sites/{site-id}/drive",
    "/v1.0/teams/t/channels/19:x@y/filesFolder, /teams/{team-id}/channels/{channel-id}/filesFolder"
  })
  void findsTheDescribedPath(String path, String template) {
    assertThat(GraphAddress.template(path)).contains(template);
  }
}
