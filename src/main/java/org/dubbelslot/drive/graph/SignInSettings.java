package org.dubbelslot.drive.graph;

import java.net.URI;
import java.util.Arrays;
import java.util.List;

/**
 * Whom to sign in with, as what, and for what.
 *
 * @param tenant the organisation's directory: its id or domain
 * @param clientId the program's registration there
 * @param authority where people sign in, over https
 * @param scopes what is asked for, each with its resource: {@code
 *     https://graph.microsoft.com/Files.ReadWrite}
 */
public record SignInSettings(String tenant, String clientId, URI authority, List<String> scopes) {
  public SignInSettings {
    scopes = List.copyOf(scopes);
    if (!"https".equalsIgnoreCase(authority.getScheme()) || scopes.isEmpty()) {
      throw new IllegalArgumentException("no sign-in without https and a scope");
    }
  }

  /**
   * The least that works for the user's own drive in one of Microsoft's clouds.
   *
   * @param tenant the organisation's directory: its id or domain
   * @param clientId the program's registration there
   */
  public static SignInSettings ownDrive(Cloud cloud, String tenant, String clientId) {
    return withScopes(cloud, tenant, clientId, "Files.ReadWrite");
  }

  /**
   * The least that works, without an owner's grant for each site, for libraries and channels that
   * the user may enter.
   *
   * @param tenant the organisation's directory: its id or domain
   * @param clientId the program's registration there
   */
  public static SignInSettings sharedDrives(Cloud cloud, String tenant, String clientId) {
    return withScopes(cloud, tenant, clientId, "Files.ReadWrite.All");
  }

  /**
   * What is needed beside that to search for libraries and channels by name.
   *
   * @param tenant the organisation's directory: its id or domain
   * @param clientId the program's registration there
   */
  public static SignInSettings findingPlaces(Cloud cloud, String tenant, String clientId) {
    return withScopes(
        cloud,
        tenant,
        clientId,
        "Files.ReadWrite.All",
        "Sites.Read.All",
        "Team.ReadBasic.All",
        "Channel.ReadBasic.All");
  }

  private static SignInSettings withScopes(
      Cloud cloud, String tenant, String clientId, String... scopes) {
    String resource = cloud.graph().getScheme() + "://" + cloud.graph().getHost();
    return new SignInSettings(
        tenant,
        clientId,
        cloud.login(),
        Arrays.stream(scopes).map(scope -> resource + "/" + scope).toList());
  }
}
