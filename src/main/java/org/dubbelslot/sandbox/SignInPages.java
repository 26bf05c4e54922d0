package org.dubbelslot.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** The pages that a person's browser shows while signing in. */
final class SignInPages {
  private static final String HTML = "text/html; charset=utf-8";

  private SignInPages() {}

  /** A form that posts itself: how {@code response_mode=form_post} carries an answer home. */
  static Answer carriedTo(String redirectUri, Map<String, String> fields) {
    StringBuilder inputs = new StringBuilder();
    new TreeMap<>(fields)
        .forEach(
            (name, value) ->
                inputs
                    .append("<input type=\"hidden\" name=\"")
                    .append(escape(name))
                    .append("\" value=\"")
                    .append(escape(value))
                    .append("\"/>"));
    return page(
        200,
        "Working...",
        """
        <form method="POST" name="hiddenform" action="%s">%s\
        <noscript><p>Script is disabled. Click Submit to continue.</p>\
        <input type="submit" value="Submit"/></noscript></form>\
        <script>window.setTimeout('document.forms[0].submit()', 0);</script>\
        """
            .formatted(escape(redirectUri), inputs));
  }

  /** Where the code of another device is typed. */
  static Answer deviceCode() {
    return page(
        200,
        "Enter code",
        """
        <form method="POST"><p>Enter the code displayed on your app or device.</p>\
        <input name="otc" autofocus autocomplete="off"/>\
        <button name="decision" value="continue">Continue</button>\
        <button name="decision" value="cancel">Cancel</button></form>\
        """);
  }

  /** One sentence. */
  static Answer sentence(int status, String sentence) {
    return page(status, "Sign in", "<p>" + escape(sentence) + "</p>");
  }

  private static Answer page(int status, String title, String body) {
    String html =
        "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>"
            + escape(title)
            + "</title></head><body>"
            + body
            + "</body></html>";
    return Answer.bytes(status, HTML, html.getBytes(StandardCharsets.UTF_8));
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
