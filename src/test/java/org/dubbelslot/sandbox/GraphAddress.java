package org.dubbelslot.sandbox;

import java.util.List;
import java.util.Optional;

/**
 * Finds the path of Microsoft's description that a request is for. The description knows items by
 * their ids under {@code /drives} only; the many other ways to write the same are OData's.
 */
final class GraphAddress {
  private static final String DRIVE = "/drives/{drive-id}";
  private static final String ITEM = DRIVE + "/items/{driveItem-id}";

  private GraphAddress() {}

  /** The described path; absent for a request that is not for Graph v1.0. */
  static Optional<String> template(String rawPath) {
    try {
      String path = Encoding.decode(rawPath);
      return path.startsWith("/v1.0/")
          ? Optional.of(read(new Cursor(path.substring("/v1.0".length()))))
          : Optional.empty();
    } catch (GraphException e) {
      return Optional.empty();
    }
  }

  private static String read(Cursor cursor) throws GraphException {
    String first = cursor.next();
    return switch (first) {
      case "me" -> person("/me", cursor);
      case "users" -> {
        cursor.whole();
        yield person("/users/{user-id}", cursor);
      }
      case "groups" -> {
        cursor.whole();
        yield person("/groups/{group-id}", cursor);
      }
      case "drives" -> {
        cursor.next();
        yield drive(DRIVE, cursor);
      }
      case "sites" -> site(cursor);
      case "shares" -> {
        cursor.next();
        cursor.next();
        yield item("/shares/{sharedDriveItem-id}/driveItem", cursor);
      }
      case "teams" -> team(cursor);
      default -> "/" + first;
    };
  }

  private static String person(String base, Cursor cursor) throws GraphException {
    String what = cursor.next();
    return switch (what) {
      case "drive" -> drive(base + "/drive", cursor);
      case "drives" -> drives(base, cursor);
      default -> base + "/" + what;
    };
  }

  private static String drives(String base, Cursor cursor) throws GraphException {
    if (cursor.atEnd()) {
      return base + "/drives";
    }
    cursor.next();
    return drive(DRIVE, cursor);
  }

  private static String site(Cursor cursor) throws GraphException {
    if (cursor.atEnd()) {
      return "/sites";
    }
    cursor.next();
    if (cursor.atPath()) {
      cursor.path();
    }
    String base = "/sites/{site-id}";
    String what = cursor.next();
    if (what.startsWith("getByPath(")) {
      base += "/getByPath(path='{path}')";
      what = cursor.next();
    }
    return switch (what) {
      case "" -> base;
      case "drive" -> drive(base + "/drive", cursor);
      case "drives" -> drives(base, cursor);
      default -> base + "/" + what;
    };
  }

  private static String team(Cursor cursor) {
    cursor.whole();
    String base = "/teams/{team-id}/" + cursor.next();
    if (base.endsWith("/channels") && !cursor.atEnd()) {
      cursor.whole();
      base += "/{channel-id}";
    }
    return cursor.atEnd() ? base : base + "/" + cursor.next();
  }

  private static String drive(String itself, Cursor cursor) throws GraphException {
    if (cursor.atEnd()) {
      return itself;
    }
    String what = cursor.next();
    if (what.startsWith("search(")) {
      return DRIVE + "/search(q='{q}')";
    }
    if (what.equals("items")) {
      cursor.next();
      return item(ITEM, cursor);
    }
    return item(cursor.atEnd() ? DRIVE + "/root" : ITEM, cursor);
  }

  private static String item(String itself, Cursor cursor) throws GraphException {
    List<String> path = cursor.atPath() ? cursor.path() : List.of();
    String action = cursor.next();
    if (action.isEmpty()) {
      return path.isEmpty() ? itself : ITEM;
    }
    String detail = cursor.rest().replaceFirst("^/", "");
    return ITEM + "/" + action(action) + (detail.isEmpty() ? "" : "/" + detail(action, detail));
  }

  private static String action(String action) {
    if (action.equals("delta")) {
      return "delta()";
    }
    if (action.startsWith("delta(")) {
      return "delta(token='{token}')";
    }
    return action.startsWith("search(") ? "search(q='{q}')" : action;
  }

  private static String detail(String action, String detail) {
    String id = action.equals("versions") ? "{driveItemVersion-id}" : "{permission-id}";
    return detail.replaceFirst("^[^/]+", id.replace("{", "\\{"));
  }
}
