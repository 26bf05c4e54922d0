package org.dubbelslot.sandbox;

import java.util.List;

/**
 * One of the invented drives.
 *
 * @param id as clients name it
 * @param kind decides the rules that differ
 * @param name the library's name
 * @param host the host of its web addresses
 * @param sitePath the path of its library on that host, decoded, beginning with a slash
 * @param siteId the site it belongs to
 * @param itemPrefix how the ids of its items begin
 */
record DriveInfo(
    String id,
    Kind kind,
    String name,
    String host,
    String sitePath,
    String siteId,
    String itemPrefix) {

  /** The three kinds of drives. */
  enum Kind {
    /** A person's OneDrive at work. */
    BUSINESS("business"),
    /** A SharePoint document library. */
    LIBRARY("documentLibrary"),
    /** A consumer's OneDrive. */
    PERSONAL("personal");

    private final String graphName;

    Kind(String graphName) {
      this.graphName = graphName;
    }

    String graphName() {
      return graphName;
    }

    boolean sharePoint() {
      return this != PERSONAL;
    }
  }

  private static final String SITE_ID =
      "voorbeeld.sharepoint.example,6a1b0c3e-52d4-4f0a-9d57-0e6f5a3c1b20,"
          + "b7c9d1e2-1f3a-4b5c-8d6e-7f8091a2b3c4";
  private static final String OWN_SITE_ID =
      "voorbeeld-my.sharepoint.example,0f1e2d3c-4b5a-4978-8695-a4b3c2d1e0f0,"
          + "11223344-5566-4788-99aa-bbccddeeff00";

  /** The drive behind {@code /me/drive}. */
  static final DriveInfo OWN =
      new DriveInfo(
          "b!PC0eD1pLeEmGlaSzwtHg8EQzIhFmVYhHmaq7zN3u_wDubbelslotVoorbeeld01",
          Kind.BUSINESS,
          "OneDrive",
          "voorbeeld-my.sharepoint.example",
          "/personal/voorbeeld_persoon/Documents",
          OWN_SITE_ID,
          "01VRBLDO");

  /** The document library of the example team's site. */
  static final DriveInfo TEAM =
      new DriveInfo(
          "b!PgwbatRSCk-dVw5vWjwbIOLRybc6H1xLjW5_gJGis8TubbelslotVoorbeeld02",
          Kind.LIBRARY,
          "Documents",
          "voorbeeld.sharepoint.example",
          "/sites/team/Shared Documents",
          SITE_ID,
          "01VRBTEA");

  /** A consumer's drive. */
  static final DriveInfo HOME =
      new DriveInfo(
          "D0BBE15107000001",
          Kind.PERSONAL,
          "OneDrive",
          "onedrive.example",
          "/d0bbe15107000001",
          "",
          "D0BBE15107000001!");

  static final List<DriveInfo> ALL = List.of(OWN, TEAM, HOME);

  String webUrl() {
    return "https://" + host + Encoding.encodePath(List.of(sitePath.substring(1).split("/")));
  }
}
