package org.dubbelslot.sandbox;

import java.util.Optional;

/**
 * What kinds of requests there are, and how many resource units the service charges for each.
 *
 * <p>Units as Microsoft publishes them under "Avoid getting throttled or blocked in SharePoint
 * Online": 1 for a single item, a delta with a token or a download; 2 for lists, creating,
 * updating, deleting and uploading; 5 for permissions. Only Graph is charged: what goes to a
 * pre-authenticated URL (fragments, ranges, monitors) costs no units but is counted.
 */
enum Cost {
  GET(1),
  DELTA(1),
  DOWNLOAD(1),
  LIST(2),
  CREATE(2),
  UPDATE(2),
  DELETE(2),
  UPLOAD(2),
  PERMISSIONS(5),
  /** The envelope; each request inside is charged for itself. */
  BATCH(0),
  /** A fragment to an upload URL, or a question to it. */
  FRAGMENT(0),
  /** Bytes from a download URL. */
  RANGE(0),
  MONITOR(0),
  SIGN_IN(0);

  private final int units;

  Cost(int units) {
    this.units = units;
  }

  int units() {
    return units;
  }

  /** What a request is. */
  static Cost of(String endpoint, Call call) {
    String path = Encoding.decodeLeniently(call.path()).replaceFirst("/+$", "");
    return switch (endpoint) {
      case Endpoints.GRAPH -> graph(call, path);
      case Endpoints.CONTENT -> content(path);
      default -> SIGN_IN;
    };
  }

  private static Cost content(String path) {
    if (path.endsWith("/uploadSession")) {
      return FRAGMENT;
    }
    return path.contains("/monitor/") ? MONITOR : RANGE;
  }

  private static Cost graph(Call call, String path) {
    String last =
        path.substring(path.lastIndexOf('/') + 1).replaceFirst("^microsoft\\.graph\\.", "");
    boolean permissions =
        path.contains("/permissions")
            || last.equals("createLink")
            || last.equals("invite")
            || call.option("expand").filter(e -> e.contains("permissions")).isPresent();
    if (permissions) {
      return PERMISSIONS;
    }
    return switch (call.method()) {
      case "GET", "HEAD" -> read(call, last);
      case "POST" -> last.equals("$batch") ? BATCH : post(last);
      case "PUT" -> UPLOAD;
      case "PATCH" -> UPDATE;
      default -> DELETE;
    };
  }

  private static Cost post(String last) {
    return switch (last) {
      case "createUploadSession" -> UPLOAD;
      case "permanentDelete" -> DELETE;
      case "restore", "restoreVersion", "checkout", "checkin" -> UPDATE;
      default -> CREATE;
    };
  }

  private static Cost read(Call call, String last) {
    if (last.startsWith("delta")) {
      Optional<String> token = Optional.ofNullable(call.query().get("token"));
      boolean first = last.matches("delta(\\(\\)|\\(token=''\\))?") && token.orElse("").isEmpty();
      return first ? LIST : DELTA;
    }
    if (last.startsWith("search(")) {
      return LIST;
    }
    return switch (last) {
      case "content" -> DOWNLOAD;
      case "children", "versions", "drives", "sites", "channels", "joinedTeams" -> LIST;
      default -> GET;
    };
  }
}
