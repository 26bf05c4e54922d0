package org.dubbelslot.drive.graph;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.dubbelslot.drive.DriveException;

/** Says what Graph's statuses and error codes mean for a drive. */
final class GraphFailures {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,7}");

  private GraphFailures() {}

  /** Whether the tenant refused to look at the request at all, so that it may be sent again. */
  static boolean throttles(int status) {
    return status == 429 || status == 503;
  }

  /** Whether the failure may pass by itself, the request having been done or not. */
  static boolean passes(int status) {
    return status == 500 || status == 502 || status == 504 || status == 408;
  }

  /**
   * The failure for an answer that is none of those.
   *
   * @param code the answer's {@code error.code}, or empty
   */
  static DriveException of(int status, String code) {
    String safe = CODE.matcher(code).matches() ? code : "";
    String lower = safe.toLowerCase(Locale.ROOT);
    return switch (status) {
      case 401 -> new DriveException.NotSignedIn(null);
      case 403 ->
          lower.contains("lock") || lower.equals("notallowed")
              ? new DriveException.Locked()
              : lower.contains("quota")
                  ? new DriveException.QuotaFull(null)
                  : new DriveException.Denied(null);
      case 404, 410 -> new DriveException.NotFound();
      case 409 ->
          lower.equals("namealreadyexists")
              ? new DriveException.NameTaken()
              : new DriveException.Locked();
      case 412 -> new DriveException.Changed();
      case 423 -> new DriveException.Locked();
      case 429, 503 -> new DriveException.Throttled(Duration.ZERO);
      case 507 -> new DriveException.QuotaFull(null);
      default -> new DriveException.Protocol(status, safe);
    };
  }

  /** The {@code error.code} of an answer's body, or empty when it has none. */
  static String code(byte[] body) {
    try {
      return JSON.readTree(body).path("error").path("code").asText("");
    } catch (IOException e) {
      return "";
    }
  }

  /**
   * What {@code Retry-After} says: seconds, or a date (RFC 9110, section 10.2.3), which is held
   * against the answer's own date, since our clock may be wrong.
   */
  static Optional<Duration> retryAfter(
      Optional<String> header, Optional<String> date, Instant now) {
    if (header.isEmpty()) {
      return Optional.empty();
    }
    String text = header.get().strip();
    if (SECONDS.matcher(text).matches()) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
    }
    Instant answered = date.flatMap(GraphFailures::date).orElse(now);
    return date(text)
        .map(until -> until.isAfter(answered) ? Duration.between(answered, until) : Duration.ZERO);
  }

  private static Optional<Instant> date(String text) {
    try {
      return Optional.of(
          ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
