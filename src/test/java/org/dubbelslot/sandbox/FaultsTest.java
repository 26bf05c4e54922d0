package org.dubbelslot.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FaultsTest extends SandboxFixture {

  @Test
  void answersWithAStatusSoManyTimes() throws Exception {
    client.fault(
        "[{\"method\":\"GET\",\"path\":\"/root:/A & B\",\"times\":2,\"status\":429,"
            + "\"headers\":{\"Retry-After\":\"7\"},\"skip\":1}]");
    assertThat(client.get("/me/drive/root:/A%20%26%20B").status()).isEqualTo(404);
    Client.Reply throttled = client.get("/me/drive/root:/A%20%26%20B");
    assertThat(throttled.status()).isEqualTo(429);
    assertThat(throttled.header("Retry-After")).isEqualTo("7");
    assertThat(throttled.code()).isEqualTo("activityLimitReached");
    assertThat(client.get("/me/drive/root").status()).isEqualTo(200);
    assertThat(client.get("/me/drive/root:/A%20%26%20B").status()).isEqualTo(429);
    assertThat(client.get("/me/drive/root:/A%20%26%20B").status()).isEqualTo(404);
  }

  @Test
  void lastsUntilCleared() throws Exception {
    client.fault("{\"path\":\"delta\",\"times\":-1,\"status\":410,\"body\":{\"error\":{}}}");
    for (int i = 0; i < 3; i++) {
      assertThat(client.get("/me/drive/root/delta").status()).isEqualTo(410);
    }
    assertThat(client.control("GET", "/faults", "").json()).hasSize(1);
    client.control("DELETE", "/faults", "");
    assertThat(client.get("/me/drive/root/delta").status()).isEqualTo(200);
    assertThat(client.control("POST", "/faults", "[{\"path\":\"(\"}]").status()).isEqualTo(400);
    assertThat(client.control("POST", "/faults", "[{\"pth\":\"x\"}]").status()).isEqualTo(400);
    assertThat(client.control("POST", "/faults", "[{").status()).isEqualTo(400);
  }

  @Test
  void cutsAnswersShort() throws Exception {
    byte[] bytes = new byte[500_000];
    new Random(3).nextBytes(bytes);
    client.putBytes("/me/drive/root:/c.bin:/content", bytes);
    String url = client.get("/me/drive/root:/c.bin:/content").header("Location");
    client.fault("[{\"path\":\"download.aspx\",\"cutAfterBytes\":300000}]");
    assertThatThrownBy(() -> client.plain("GET", url, new byte[0])).isInstanceOf(IOException.class);
    client.fault("[{\"path\":\"root$\",\"cutAfterBytes\":10}]");
    assertThatThrownBy(() -> client.get("/me/drive/root")).isInstanceOf(IOException.class);
    assertThat(client.plain("GET", url, new byte[0]).bytes()).isEqualTo(bytes);
  }

  @Test
  void spoilsTrueAnswers() throws Exception {
    client.putBytes("/me/drive/root:/c.bin:/content", new byte[1000]);
    client.fault("[{\"path\":\"c.bin\",\"set\":{\"quickXorHash\":null,\"size\":5,\"x\":1}}]");
    JsonNode item = client.get("/me/drive/root:/c.bin").json();
    assertThat(item.path("size").asInt()).isEqualTo(5);
    assertThat(item.at("/file/hashes").isObject()).isTrue();
    assertThat(item.at("/file/hashes/quickXorHash").isMissingNode()).isTrue();
    assertThat(item.has("x")).isFalse();
    client.fault("[{\"path\":\"c.bin\",\"keep\":10}]");
    assertThat(client.get("/me/drive/root:/c.bin").bytes()).hasSize(10);
    client.fault("[{\"path\":\"c.bin\",\"status\":200,\"text\":\"<html>\"}]");
    assertThat(client.get("/me/drive/root:/c.bin").bytes()).asString().isEqualTo("<html>");
    client.fault("[{\"path\":\"root$\",\"hide\":[\"authorization\"]}]");
    assertThat(client.get("/me/drive/root").status()).isEqualTo(401);
    assertThat(client.requests()).filteredOn(request -> request.has("fault")).hasSize(4);
  }

  @Test
  void delays() throws Exception {
    client.fault("[{\"path\":\"root\",\"delayMillis\":300}]");
    long before = System.nanoTime();
    assertThat(client.get("/me/drive/root").status()).isEqualTo(200);
    assertThat(System.nanoTime() - before).isGreaterThan(299_000_000L);
  }

  @Test
  void recordsEveryRequestExactly() throws Exception {
    byte[] bytes = new byte[700_001];
    new Random(4).nextBytes(bytes);
    client.putBytes("/me/drive/root:/r%26.bin:/content?a=b%20c", bytes);
    client.get("/me/drive/root:/r%26.bin:/content");
    List<JsonNode> requests = client.requests();
    assertThat(requests).hasSize(2);
    JsonNode put = requests.getFirst();
    assertThat(put.path("endpoint").asText()).isEqualTo("graph");
    assertThat(put.path("method").asText()).isEqualTo("PUT");
    assertThat(put.path("path").asText()).isEqualTo("/v1.0/me/drive/root:/r%26.bin:/content");
    assertThat(put.path("query").asText()).isEqualTo("a=b%20c");
    assertThat(put.path("host").asText()).isEqualTo(sandbox.graph().getAuthority());
    assertThat(put.at("/headers/authorization").asText()).isEqualTo("Bearer " + sandbox.token());
    assertThat(put.path("status").asInt()).isEqualTo(201);
    assertThat(Files.readAllBytes(Path.of(put.path("bodyFile").asText()))).isEqualTo(bytes);
    assertThat(requests.getLast().has("bodyFile")).isFalse();
    client.control("DELETE", "/requests", "");
    assertThat(client.requests()).isEmpty();
  }

  @Test
  void recordsRefusedAndBrokenRequestsToo() throws Exception {
    client.plain("POST", sandbox.graph() + "/me/drive/root/children", new byte[] {1, 2, 3});
    client.fault("[{\"method\":\"PUT\",\"path\":\"x.bin\",\"cutAfterBytes\":1000}]");
    assertThatThrownBy(() -> client.putBytes("/me/drive/root:/x.bin:/content", new byte[100_000]))
        .isInstanceOf(IOException.class);
    List<JsonNode> requests = client.requests();
    assertThat(requests.get(0).path("status").asInt()).isEqualTo(401);
    assertThat(Files.readAllBytes(Path.of(requests.get(0).path("bodyFile").asText())))
        .isEqualTo(new byte[] {1, 2, 3});
    assertThat(requests.get(1).path("broken").asBoolean()).isTrue();
    assertThat(requests.get(1).path("bodyBytes").asInt()).isEqualTo(1000);
  }
}
