package org.dubbelslot.drive.graph;

import java.net.URI;

/** Microsoft's clouds, each with the addresses of its Graph and its sign-in. */
public enum Cloud {
  /** Everybody else's, Europe's included. */
  GLOBAL("https://graph.microsoft.com/v1.0", "https://login.microsoftonline.com/"),
  /** United States government, level 4. */
  US_L4("https://graph.microsoft.us/v1.0", "https://login.microsoftonline.us/"),
  /** United States government, level 5. */
  US_L5("https://dod-graph.microsoft.us/v1.0", "https://login.microsoftonline.us/"),
  /** China, run by 21Vianet. */
  CHINA("https://microsoftgraph.chinacloudapi.cn/v1.0", "https://login.chinacloudapi.cn/");

  private final URI graph;
  private final URI login;

  Cloud(String graph, String login) {
    this.graph = URI.create(graph);
    this.login = URI.create(login);
  }

  /** Where Graph answers, with the version. */
  public URI graph() {
    return graph;
  }

  /** Where people sign in. */
  public URI login() {
    return login;
  }
}
