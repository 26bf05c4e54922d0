package org.dubbelslot.sandbox;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a client may do for the person.
 *
 * @param clientId the program's registration
 * @param scopes as they were asked for, {@code https://graph.microsoft.com/Files.ReadWrite}
 */
record Grant(String clientId, Set<String> scopes) {
  private static final Set<String> OF_SIGNING_IN =
      Set.of("openid", "profile", "email", "offline_access");

  /** Everything, for the token that the sandbox hands out itself. */
  static final Grant EVERYTHING =
      new Grant(
          "",
          Set.of(
              "Files.ReadWrite.All",
              "Sites.ReadWrite.All",
              "Team.ReadBasic.All",
              "Channel.ReadBasic.All"));

  /** Reads a list of scopes, those of signing in itself left out. */
  static Set<String> scopes(String text) {
    return Arrays.stream(text.trim().split(" +"))
        .filter(scope -> !scope.isEmpty() && !OF_SIGNING_IN.contains(scope))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** What is asked for as the authority answers it. */
  String text() {
    return String.join(" ", scopes);
  }

  /** Drives and items that are not the person's own. */
  boolean reachesSharedDrives() {
    return allows("files.readwrite.all", "files.read.all", "sites.readwrite.all", "sites.read.all");
  }

  /** Sites by a word. */
  boolean findsSites() {
    return allows("sites.readwrite.all", "sites.read.all");
  }

  /** Teams and their channels. */
  boolean findsTeams() {
    return allows("team.readbasic.all") && allows("channel.readbasic.all");
  }

  private boolean allows(String... any) {
    Set<String> wanted = Set.of(any);
    return scopes.stream()
        .map(scope -> scope.substring(scope.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT))
        .anyMatch(scope -> wanted.contains(scope) || scope.equals(".default"));
  }
}
