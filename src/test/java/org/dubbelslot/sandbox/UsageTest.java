package org.dubbelslot.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests and resource units, as graph.md and Microsoft's page on throttling charge them. */
class UsageTest extends SandboxFixture {

  @Test
  void countsByKindSinceAMark() throws Exception {
    client.get("/me/drive");
    client.control("DELETE", "/usage", "");
    client.putBytes("/me/drive/root:/a:/content", new byte[100]);
    String url = client.get("/me/drive/root:/a:/content").header("Location");
    client.plain("GET", url, new byte[0]);
    client.get("/me/drive/root/children");
    client.get("/me/drive/root:/none");
    JsonNode usage = client.control("GET", "/usage", "").json();
    assertThat(usage.path("requests").asInt()).isEqualTo(5);
    assertThat(usage.path("units").asInt()).isEqualTo(2 + 1 + 2 + 1);
    assertThat(usage.at("/kinds/upload/units").asInt()).isEqualTo(2);
    assertThat(usage.at("/kinds/range/requests").asInt()).isEqualTo(1);
    assertThat(usage.at("/statuses/404").asInt()).isEqualTo(1);
    assertThat(usage.path("bytesIn").asInt()).isEqualTo(100);
    assertThat(usage.path("bytesOut").asInt()).isGreaterThan(100);
    assertThat(client.requests().getLast().path("kind").asText()).isEqualTo("get");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /me/drive/items/x, GET",
    "GET, /me/drive/root/delta, LIST",
    "GET, /me/drive/root/delta(token=''), LIST",
    "GET, /me/drive/root/microsoft.graph.delta(), LIST",
    "GET, /me/drive/root/delta?token=abc, DELTA",
    "GET, /me/drive/root/delta(token='abc'), DELTA",
    "GET, /me/drive/items/x/content, DOWNLOAD",
    "GET, /me/drive/root:/a:/children/, LIST",
    "GET, /me/drive/items/x/versions, LIST",
    "GET, /me/drive/items/x?$expand=permissions, PERMISSIONS",
    "POST, /me/drive/items/x/createLink, PERMISSIONS",
    "POST, /me/drive/items/x/children, CREATE",
    "POST, /me/drive/items/x/copy, CREATE",
    "POST, /me/drive/items/x/createUploadSession, UPLOAD",
    "PUT, /me/drive/items/x/content, UPLOAD",
    "PATCH, /me/drive/items/x, UPDATE",
    "DELETE, /me/drive/items/x, DELETE",
    "POST, /me/drive/items/x/permanentDelete, DELETE",
    "POST, /$batch, BATCH"
  })
  void knowsWhatARequestCosts(String method, String path, Cost cost) {
    Call call = Call.of("", method, "/v1.0" + path, Map.of(), Body.EMPTY);
    assertThat(Cost.of(Endpoints.GRAPH, call)).isEqualTo(cost);
  }

  @Test
  void chargesEachRequestOfABatch() throws Exception {
    client.control("DELETE", "/usage", "");
    client.graph(
        "POST",
        "/$batch",
        "{\"requests\":[{\"id\":\"1\",\"method\":\"GET\",\"url\":\"/me/drive\"},"
            + "{\"id\":\"2\",\"method\":\"GET\",\"url\":\"/me/drive/root/children\"}]}");
    JsonNode usage = client.control("GET", "/usage", "").json();
    assertThat(usage.path("units").asInt()).isEqualTo(3);
    assertThat(usage.path("requests").asInt()).isEqualTo(3);
  }

  @Test
  void throttlesWhoSpendsTooMuch() throws Exception {
    client.control("PATCH", "/settings", "{\"unitsPerMinute\":6}");
    for (int i = 0; i < 3; i++) {
      assertThat(client.get("/me/drive/root/children").status()).isEqualTo(200);
    }
    Client.Reply refused = client.get("/me/drive/root/children");
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.code()).isEqualTo("activityLimitReached");
    long first = Long.parseLong(refused.header("Retry-After"));
    assertThat(first).isBetween(10L, 20L);
    long second = Long.parseLong(client.get("/me/drive").header("Retry-After"));
    assertThat(second).as("throttled calls count too").isGreaterThan(first);
    client.control("PATCH", "/settings", "{\"unitsPerMinute\":0}");
    assertThat(client.get("/me/drive/root/children").status()).isEqualTo(200);
  }

  @Test
  void fillsTheBucketEvenly() {
    AtomicLong nanos = new AtomicLong();
    Throttle throttle = new Throttle(nanos::get);
    for (int i = 0; i < 600; i++) {
      assertThat(throttle.spend(2, 1200)).isEmpty();
    }
    assertThat(throttle.spend(2, 1200)).hasValue(1);
    nanos.addAndGet(1_000_000_000L);
    assertThat(throttle.left()).isZero();
    assertThat(throttle.spend(2, 1200)).isEmpty();
    for (int i = 0; i < 10_000; i++) {
      throttle.spend(2, 1200);
    }
    assertThat(throttle.spend(2, 1200)).as("the debt ends at a minute").hasValue(60);
    nanos.addAndGet(61_000_000_000L);
    assertThat(throttle.spend(1, 1200)).isEmpty();
  }

  @Test
  void refusesSettingsThatDoNotExist() throws Exception {
    assertThat(client.control("PATCH", "/settings", "{\"untis\":1}").status()).isEqualTo(400);
    assertThat(client.control("PATCH", "/settings", "[]").status()).isEqualTo(400);
    JsonNode settings = client.control("GET", "/settings", "").json();
    assertThat(settings.path("hashes").asBoolean()).isTrue();
  }
}
