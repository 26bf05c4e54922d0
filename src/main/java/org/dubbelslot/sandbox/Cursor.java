package org.dubbelslot.sandbox;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads a decoded address from left to right: segments between slashes, paths between colons.
 *
 * <p>No name can hold a slash or a colon, so it does not matter whether a client encoded them:
 * {@code items/root%3A%2Fdocs%3A/children} reads like {@code root:/docs:/children}.
 */
final class Cursor {
  private final String text;
  private int at;

  Cursor(String decoded) {
    int end = decoded.length();
    while (end > 0 && decoded.charAt(end - 1) == '/') {
      end--;
    }
    text = decoded.substring(0, end);
  }

  boolean atEnd() {
    return at >= text.length();
  }

  boolean atPath() {
    return !atEnd() && text.charAt(at) == ':';
  }

  /** The next segment, without {@code microsoft.graph.} and empty parentheses; "" at the end. */
  String next() {
    while (!atEnd() && text.charAt(at) == '/') {
      at++;
    }
    int start = at;
    boolean inside = false;
    while (!atEnd()) {
      char c = text.charAt(at);
      inside = c == '(' || (inside && c != ')');
      if (!inside && (c == '/' || c == ':')) {
        break;
      }
      at++;
    }
    String segment = text.substring(start, at);
    if (segment.startsWith("microsoft.graph.")) {
      segment = segment.substring("microsoft.graph.".length());
    }
    return segment.endsWith("()") ? segment.substring(0, segment.length() - 2) : segment;
  }

  /** The next segment whatever is in it: ids of channels have colons. */
  String whole() {
    while (!atEnd() && text.charAt(at) == '/') {
      at++;
    }
    int slash = text.indexOf('/', at);
    int start = at;
    at = slash < 0 ? text.length() : slash;
    return text.substring(start, at);
  }

  /**
   * The names between this colon and the next, or the end.
   *
   * @throws GraphException 400 for a path that leads upwards
   */
  List<String> path() throws GraphException {
    int end = text.indexOf(':', at + 1);
    String path = text.substring(at + 1, end < 0 ? text.length() : end);
    at = end < 0 ? text.length() : end + 1;
    List<String> names = new ArrayList<>();
    for (String name : path.split("/", -1)) {
      if (name.equals("..")) {
        throw GraphException.invalid("Invalid path", "invalidPath");
      }
      if (!name.isEmpty() && !name.equals(".")) {
        names.add(name);
      }
    }
    return names;
  }

  /** What follows, for a log line. */
  String rest() {
    return text.substring(Math.min(at, text.length()));
  }
}
