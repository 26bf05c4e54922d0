package org.dubbelslot.desktop.egress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.dubbelslot.egress.EgressRecord;
import org.dubbelslot.egress.Purpose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The record of connections")
class OverviewTest {
  private static final KnownHosts KNOWN = new KnownHosts(Optional.of("keys.example"));

  private static EgressRecord record(int second, String host, Purpose purpose, long out, long in) {
    return new EgressRecord(
        Instant.EPOCH.plusSeconds(second), host, 443, purpose, out, in, "192.0.2.1:443", 200);
  }

  private static final List<EgressRecord> ALL =
      List.of(
          record(1, "graph.microsoft.com", Purpose.METADATA, 10, 100),
          record(2, "evil.example", Purpose.UPLOAD, 1, 1),
          record(3, "graph.microsoft.com", Purpose.METADATA, 20, 200),
          record(4, "keys.example", Purpose.KEY_DIRECTORY, 0, 50));

  private static Overview of(Overview.Choice choice) {
    return Overview.of(ALL, KNOWN, choice);
  }

  @Test
  @DisplayName("is shown newest first, and added up per host, unknown ones first")
  void all() {
    Overview overview = of(Overview.Choice.ALL);
    assertThat(overview.rows()).containsExactlyElementsOf(ALL.reversed());
    assertThat(overview.sent()).isEqualTo(31);
    assertThat(overview.received()).isEqualTo(351);
    assertThat(overview.hosts())
        .containsExactly(
            new Overview.HostTotal("evil.example", HostKind.UNKNOWN, 1, 1, 1),
            new Overview.HostTotal("graph.microsoft.com", HostKind.GRAPH, 2, 30, 300),
            new Overview.HostTotal("keys.example", HostKind.KEY_DIRECTORY, 1, 0, 50));
  }

  @Test
  @DisplayName("is chosen from by text, host and purpose, and sorted")
  void chosen() {
    assertThat(of(Overview.Choice.ALL.withText(" EVIL ")).rows()).containsExactly(ALL.get(1));
    assertThat(of(Overview.Choice.ALL.withText("192.0.2")).rows()).hasSize(4);
    assertThat(of(Overview.Choice.ALL.withHost(Optional.of("keys.example"))).rows())
        .containsExactly(ALL.get(3));
    assertThat(of(Overview.Choice.ALL.withPurpose(Optional.of(Purpose.METADATA))).rows())
        .containsExactly(ALL.get(2), ALL.get(0));
    assertThat(of(Overview.Choice.ALL.withOrder(Overview.Order.RECEIVED, true)).rows())
        .containsExactly(ALL.get(1), ALL.get(3), ALL.get(0), ALL.get(2));
    assertThat(of(Overview.Choice.ALL.withText("evil")).hosts()).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource({
    "graph.microsoft.com,GRAPH",
    "login.microsoftonline.com,SIGN_IN",
    "voorbeeld-my.sharepoint.com,SHAREPOINT",
    "abc.up.1drv.com,CONTENT",
    "keys.example,KEY_DIRECTORY",
    "127.0.0.1,THIS_COMPUTER",
    "::1,THIS_COMPUTER",
    "localhost,THIS_COMPUTER",
    "graph.microsoft.com.evil.example,UNKNOWN",
    "evilsharepoint.com,UNKNOWN",
    "sharepoint.com,UNKNOWN",
    "127.evil.example,UNKNOWN"
  })
  @DisplayName("tells what a host is for")
  void kinds(String host, HostKind kind) {
    assertThat(KNOWN.kind(host)).isEqualTo(kind);
  }

  @Test
  @DisplayName("is written for other programs")
  void export() throws Exception {
    List<EgressRecord> rows =
        List.of(
            ALL.getFirst(),
            new EgressRecord(
                Instant.EPOCH, "=cmd|\"x\"", 80, Purpose.UPLOAD, 1, 2, "[2001:db8::1]:80", 0));
    StringWriter csv = new StringWriter();
    Export.CSV.write(rows, csv);
    assertThat(csv)
        .hasToString(
            """
            time,host,port,purpose,bytesOut,bytesIn,status,peer\r
            1970-01-01T00:00:01Z,"graph.microsoft.com",443,METADATA,10,100,200,"192.0.2.1:443"\r
            1970-01-01T00:00:00Z,"'=cmd|""x""\",80,UPLOAD,1,2,0,"[2001:db8::1]:80"\r
            """);
    StringWriter json = new StringWriter();
    Export.JSON.write(rows, json);
    assertThat(json.toString())
        .startsWith("[\n{\"time\":\"1970-01-01T00:00:01Z\",\"host\":\"graph.microsoft.com\"")
        .contains("\"status\":200")
        .endsWith("\n]\n");
  }
}
