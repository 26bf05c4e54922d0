package org.dubbelslot.desktop.egress;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dubbelslot.egress.Egress;

/**
 * Tells hosts apart by their names, in all of Microsoft's clouds.
 *
 * @param directory the host of the organisation's key directory, where it is read over the network
 */
record KnownHosts(Optional<String> directory) {
  private static final Set<String> GRAPH =
      Set.of(
          "graph.microsoft.com",
          "graph.microsoft.us",
          "dod-graph.microsoft.us",
          "microsoftgraph.chinacloudapi.cn");

  private static final Set<String> SIGN_IN =
      Set.of(
          "login.microsoftonline.com",
          "login.microsoft.com",
          "login.windows.net",
          "login.live.com",
          "login.microsoftonline.us",
          "login.partner.microsoftonline.cn",
          "login.chinacloudapi.cn");

  private static final List<String> SHAREPOINT =
      List.of(".sharepoint.com", ".sharepoint.us", ".sharepoint-mil.us", ".sharepoint.cn");

  private static final List<String> CONTENT =
      List.of(".1drv.com", ".onedrive.com", ".microsoftpersonalcontent.com");

  /**
   * What a host is for.
   *
   * @param host lower case, as it stands in the record of connections
   */
  HostKind kind(String host) {
    if (Egress.isLoopback(host)) {
      return HostKind.THIS_COMPUTER;
    }
    if (directory.filter(host::equals).isPresent()) {
      return HostKind.KEY_DIRECTORY;
    }
    if (GRAPH.contains(host)) {
      return HostKind.GRAPH;
    }
    if (SIGN_IN.contains(host)) {
      return HostKind.SIGN_IN;
    }
    if (SHAREPOINT.stream().anyMatch(host::endsWith)) {
      return HostKind.SHAREPOINT;
    }
    return CONTENT.stream().anyMatch(host::endsWith) ? HostKind.CONTENT : HostKind.UNKNOWN;
  }
}
