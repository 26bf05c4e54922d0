package org.dubbelslot.peers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.dubbelslot.peers.Employee.assertDone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("The packaged program, with a tenant and a client id")
class RealTenantTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Set<String> SIGN_IN_HEADERS =
      Set.of(
          "accept",
          "connection",
          "content-length",
          "content-type",
          "host",
          "user-agent",
          "http2-settings",
          "upgrade");

  @TempDir static Path folder;
  private Microsoft microsoft;
  private PersonAtBrowser person;
  private Employee employee;

  @BeforeAll
  void start() throws Exception {
    // Tokens that count as ended with the next command: every command renews its own.
    microsoft = Microsoft.start(folder, o -> o.withTokenLifetime(Duration.ofMinutes(4)));
    person = new PersonAtBrowser();
    employee = new Employee(folder, microsoft, person);
    employee.founds();
  }

  @AfterAll
  void stop() throws Exception {
    person.close();
    microsoft.close();
  }

  @BeforeEach
  void signedOut() throws Exception {
    assertDone(employee.run("sign-out"));
    microsoft.control("DELETE", "/requests", "");
  }

  @Test
  @DisplayName("asks once for a code, works on for days, and leaves nothing readable behind")
  void deviceCode() throws Exception {
    long seed = new Random().nextLong();
    byte[] bytes = new byte[5_000_000];
    new Random(seed).nextBytes(bytes);
    Path file = Files.write(folder.resolve("verslag.pdf"), bytes);
    Path back = Files.createDirectory(folder.resolve("back"));

    Employee.Done added = employee.run("place", "add", "own", "--drive", "me");
    assertDone(added);
    assertThat(added.codes()).isEqualTo(1);
    for (Employee.Done silent :
        List.of(
            employee.run("mkdir", "own:/Archief"),
            employee.run("put", file.toString(), "own:/Archief/"),
            employee.run("get", "own:/Archief/verslag.pdf", back.toString()))) {
      assertDone(silent);
      assertThat(silent.codes()).isZero();
    }
    assertThat(employee.run("ls", "own:/Archief").out()).contains("verslag.pdf");
    assertThat(back.resolve("verslag.pdf")).as("seed %d", seed).hasBinaryContent(bytes);

    // A library needs the wider scope, to which the person agrees once more.
    Employee.Done library = employee.run("place", "add", "team", "--link", linkToLibrary());
    assertDone(library);
    assertThat(library.codes()).isEqualTo(1);
    Employee.Done put = employee.run("put", file.toString(), "team:/");
    assertDone(put);
    assertThat(put.codes()).isZero();
    assertThat(employee.run("ls", "own:/").codes()).isZero();

    assertThat(scopes()).containsExactly("Files.ReadWrite", "Files.ReadWrite.All");
    assertTellsNothingOfItself();
    assertNothingReadable();
    assertThat(microsoft.unanswered()).isEmpty();
  }

  @Test
  @DisplayName("signs in with the browser where there is a screen, and out again")
  void browser() throws Exception {
    Employee.Done signedIn = employee.atScreen("sign-in");

    assertDone(signedIn);
    assertThat(signedIn.out()).contains("Signed in to Microsoft (voorbeeld.example).");
    assertThat(signedIn.codes()).isZero();
    assertThat(person.visits()).hasSize(1);
    assertThat(person.lastPage()).contains("You are signed in. You can close this page.");
    assertThat(employee.run("sign-in", "--device-code").codes()).isZero();
    assertNothingReadable();

    assertThat(employee.run("sign-out").out()).contains("Signed out");
    assertThat(employee.home().resolve("state/sign-in")).doesNotExist();
    microsoft.control("POST", "/person", "{\"consents\":false}");
    Employee.Done refused = employee.atScreen("sign-in");
    microsoft.control("POST", "/person", "{\"consents\":true}");
    assertThat(refused.exit()).isEqualTo(4);
    assertThat(refused.err())
        .contains(
            "dubbelslot: DS-306: You are not signed in to Microsoft, or the sign-in has ended."
                + " Sign in again: dubbelslot sign-in.");
  }

  @Test
  @DisplayName("goes to the pair of hosts of each of Microsoft's clouds, and to no other")
  void clouds() throws Exception {
    Map<String, Set<String>> pairs =
        Map.of(
            "usgov", Set.of("graph.microsoft.us", "login.microsoftonline.us"),
            "usgovdod", Set.of("dod-graph.microsoft.us", "login.microsoftonline.us"),
            // The library knows that China's authority has moved.
            "china", Set.of("microsoftgraph.chinacloudapi.cn", "login.partner.microsoftonline.cn"));
    try {
      for (Map.Entry<String, Set<String>> pair : pairs.entrySet()) {
        employee.worksIn(pair.getKey());
        microsoft.control("DELETE", "/requests", "");
        assertDone(employee.run("place", "add", pair.getKey(), "--drive", "me"));

        Set<String> hosts = new TreeSet<>();
        for (JsonNode request : microsoft.requests()) {
          if (!request.get("path").textValue().endsWith("/deviceauth")) {
            hosts.add(request.get("host").textValue());
          }
        }
        hosts.removeIf(host -> host.endsWith(".sharepoint.example"));
        assertDone(employee.run("place", "remove", pair.getKey()));
        assertThat(hosts).as(pair.getKey()).isEqualTo(pair.getValue());
      }
    } finally {
      employee.worksIn("global");
    }
  }

  @Test
  @DisplayName("tells by doctor whether the sign-in works, has ended, or is not there")
  void doctor() throws Exception {
    assertDone(employee.run("place", "add", "looked-at", "--drive", "me"));
    Map<String, JsonNode> works = doctorFinds();
    assertThat(works.get("sign-in").get("finding").textValue())
        .isEqualTo("Signed in at voorbeeld.example.");
    assertThat(works.get("drive").get("state").textValue()).isEqualTo("ok");
    assertThat(works.get("drive").get("finding").textValue()).startsWith("graph.microsoft.com ");

    microsoft.control("DELETE", "/tokens/refresh", "");
    Map<String, JsonNode> ended = doctorFinds();
    assertThat(ended.get("sign-in").get("code").textValue()).isEqualTo("DS-306");
    assertThat(ended.get("sign-in").get("remedy").textValue())
        .isEqualTo("Sign in again: dubbelslot sign-in.");

    assertDone(employee.run("sign-out"));
    Map<String, JsonNode> none = doctorFinds();
    assertThat(none.get("sign-in").get("state").textValue()).isEqualTo("attention");
    assertThat(none.get("sign-in").get("remedy").textValue())
        .isEqualTo("Sign in: dubbelslot sign-in.");
  }

  private Map<String, JsonNode> doctorFinds() throws Exception {
    Employee.Done done = employee.run("doctor", "--json");
    assertThat(done.codes()).isZero();
    Map<String, JsonNode> findings = new HashMap<>();
    for (JsonNode finding : JSON.readTree(done.out())) {
      findings.put(finding.get("check").textValue(), finding);
    }
    return findings;
  }

  /** The library's address, as it stands in the browser. */
  private String linkToLibrary() throws Exception {
    return microsoft
        .graph("/sites/voorbeeld.sharepoint.example:/sites/team:/drive")
        .get("webUrl")
        .textValue();
  }

  /** What the person was asked to agree to. */
  private Set<String> scopes() throws Exception {
    Set<String> scopes = new TreeSet<>();
    for (JsonNode request : microsoft.requests()) {
      if (request.get("path").textValue().endsWith("/devicecode")) {
        String body = Files.readString(Path.of(request.get("bodyFile").textValue()));
        for (String scope : body.replaceAll("(.*&)?scope=([^&]*).*", "$2").split("\\+|%20")) {
          if (scope.contains("graph.microsoft.com")) {
            scopes.add(scope.substring(scope.lastIndexOf("%2F") + 3));
          }
        }
      }
    }
    return scopes;
  }

  private void assertTellsNothingOfItself() throws Exception {
    for (JsonNode request : microsoft.requests()) {
      List<String> names = new ArrayList<>();
      request.get("headers").fieldNames().forEachRemaining(names::add);
      if (request.get("endpoint").textValue().equals("login")
          && !request.get("path").textValue().endsWith("/deviceauth")) {
        assertThat(names).isSubsetOf(SIGN_IN_HEADERS);
      }
      assertThat(request.get("headers").toString().toLowerCase(Locale.ROOT))
          .doesNotContain("x-client", "msal", "kiota");
    }
  }

  /** No token, no account in what the program wrote or said, except sealed. */
  private void assertNothingReadable() throws Exception {
    List<String> secrets = new ArrayList<>(List.of("voorbeeld.persoon", "Voorbeeld Persoon"));
    JsonNode issued = JSON.readTree(Files.readAllBytes(folder.resolve("microsoft/sign-in.json")));
    issued.get("access").fieldNames().forEachRemaining(secrets::add);
    issued.get("refresh").fieldNames().forEachRemaining(secrets::add);
    for (JsonNode request : microsoft.requests()) {
      String header = request.at("/headers/authorization").asText();
      if (header.startsWith("Bearer ") && !header.endsWith(microsoft.token())) {
        secrets.add(header.substring(7));
      }
    }
    assertThat(secrets).hasSizeGreaterThan(3);
    assertThat(employee.everythingSaid()).doesNotContain(secrets.toArray(String[]::new));
    try (Stream<Path> tree = Files.walk(employee.home())) {
      for (Path file : tree.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file, ISO_8859_1))
            .as("%s", file)
            .doesNotContain(secrets.toArray(String[]::new));
      }
    }
  }
}
