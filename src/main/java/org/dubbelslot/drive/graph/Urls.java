package org.dubbelslot.drive.graph;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Percent-encoding of one segment of an address (RFC 3986, section 2). */
final class Urls {
  private Urls() {}

  static String segment(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
