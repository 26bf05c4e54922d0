package org.dubbelslot.sandbox;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The names under which programs look for Microsoft that cannot be told another address. */
final class MicrosoftHosts {
  static final String GRAPH = "graph.microsoft.com";
  static final String LOGIN = "login.microsoftonline.com";

  /** The person's OneDrive, where upload and download URLs lead. */
  static final String CONTENT = DriveInfo.OWN.host();

  private static final List<String> GRAPHS =
      List.of(
          GRAPH, "graph.microsoft.us", "dod-graph.microsoft.us", "microsoftgraph.chinacloudapi.cn");

  private static final List<String> LOGINS =
      List.of(
          LOGIN,
          "login.microsoft.com",
          "login.microsoftonline.us",
          "login.chinacloudapi.cn",
          "login.partner.microsoftonline.cn");

  private MicrosoftHosts() {}

  /** All of them, for a certificate. */
  static Stream<String> names() {
    return Stream.of(GRAPHS, LOGINS, List.of("*.sharepoint.example"), List.of("onedrive.example"))
        .flatMap(List::stream);
  }

  /** Which endpoint is meant by a {@code Host} header. */
  static String endpoint(String header) {
    String host = header.toLowerCase(Locale.ROOT).replaceFirst(":[0-9]*$", "");
    if (GRAPHS.contains(host)) {
      return Endpoints.GRAPH;
    }
    return LOGINS.contains(host) ? Endpoints.LOGIN : Endpoints.CONTENT;
  }
}
