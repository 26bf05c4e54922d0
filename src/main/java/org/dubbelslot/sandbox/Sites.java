package org.dubbelslot.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** The invented sites, and links that people paste. */
final class Sites {
  private final DriveStore store;

  /** A site and its one library. */
  record Site(String id, String host, String path, String name, DriveInfo drive) {
    String webUrl() {
      return "https://" + host + path;
    }
  }

  /** What a link leads to. */
  record Shared(DriveInfo drive, Item item) {}

  private static final List<Site> ALL =
      List.of(
          new Site(
              DriveInfo.TEAM.siteId(),
              DriveInfo.TEAM.host(),
              "/sites/team",
              "Team",
              DriveInfo.TEAM),
          new Site(
              DriveInfo.OWN.siteId(),
              DriveInfo.OWN.host(),
              "/personal/voorbeeld_persoon",
              "Example person",
              DriveInfo.OWN));

  Sites(DriveStore store) {
    this.store = store;
  }

  /** By its id, the number in the middle of it, or the word {@code root}. */
  Site byId(String id) throws GraphException {
    for (Site site : ALL) {
      boolean root = id.equals("root") && site.drive() == DriveInfo.TEAM;
      boolean middle = root || site.id().split(",")[1].equalsIgnoreCase(id);
      if (middle || site.id().equalsIgnoreCase(id)) {
        return site;
      }
    }
    throw GraphException.notFound();
  }

  Site at(String host, List<String> path) throws GraphException {
    String wanted = "/" + String.join("/", path);
    for (Site site : ALL) {
      if (site.host().equalsIgnoreCase(host) && site.path().equalsIgnoreCase(wanted)) {
        return site;
      }
    }
    throw GraphException.notFound();
  }

  /** Sites whose name holds the word; none of the personal ones, as in the service. */
  List<Site> search(String word) {
    List<Site> found = new ArrayList<>();
    String folded = NameRules.fold(word);
    for (Site site : ALL) {
      boolean matches = folded.equals("*") || NameRules.fold(site.name()).contains(folded);
      if (matches && site.drive().kind() == DriveInfo.Kind.LIBRARY) {
        found.add(site);
      }
    }
    return found;
  }

  ObjectNode json(Site site) {
    Item root = store.root(site.drive());
    ObjectNode node =
        Json.object()
            .put("createdDateTime", Times.graph(root.created()))
            .put("id", site.id())
            .put("lastModifiedDateTime", Times.graph(root.modified()))
            .put("name", site.path().substring(site.path().lastIndexOf('/') + 1))
            .put("displayName", site.name())
            .put("webUrl", site.webUrl());
    node.putObject("root");
    node.putObject("siteCollection").put("hostname", site.host());
    return node;
  }

  /**
   * Resolves {@code u!} and a link in base64url, which may be an item's {@code webUrl} or one of
   * the forms {@code https://host/:f:/r/path} that browsers show.
   */
  Shared shared(String id) throws GraphException {
    String link;
    try {
      link =
          id.startsWith("u!")
              ? new String(Base64.getUrlDecoder().decode(id.substring(2)), StandardCharsets.UTF_8)
              : "";
    } catch (IllegalArgumentException e) {
      throw GraphException.invalid("The sharing token is malformed.");
    }
    String path =
        Encoding.decode(link.replaceFirst("[?#].*", ""))
            .replaceFirst("^https://", "/")
            .replaceFirst("/:[a-z]:/[a-z]/", "/");
    for (DriveInfo drive : DriveInfo.ALL) {
      String base = "/" + drive.host() + drive.sitePath();
      if (NameRules.fold(path + "/").startsWith(NameRules.fold(base + "/"))) {
        List<String> names =
            List.of(path.substring(base.length()).split("/")).stream()
                .filter(name -> !name.isEmpty())
                .toList();
        Optional<Item> item = store.resolve(store.root(drive), names);
        return new Shared(drive, item.orElseThrow(GraphException::notFound));
      }
    }
    throw new GraphException(403, "accessDenied", "The sharing link no longer exists.");
  }
}
