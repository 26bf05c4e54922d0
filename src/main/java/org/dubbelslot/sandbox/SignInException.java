package org.dubbelslot.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;

/** An answer of the sign-in authority that is an error: OAuth's word for it and Entra's number. */
final class SignInException extends Exception {
  private static final long serialVersionUID = 1L;
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

  private final String error;
  private final int number;
  private final String suberror;

  SignInException(String error, int number, String message) {
    this(error, number, message, "");
  }

  SignInException(String error, int number, String message, String suberror) {
    super("AADSTS" + number + ": " + message);
    this.error = error;
    this.number = number;
    this.suberror = suberror;
  }

  /** OAuth's word. */
  String error() {
    return error;
  }

  /** As the token endpoint answers it. */
  Answer answer(Call call) {
    String time = TIMESTAMP.format(Instant.now());
    String trace = UUID.randomUUID().toString();
    ObjectNode body =
        Json.object()
            .put("error", error)
            .put(
                "error_description",
                getMessage()
                    + (" Trace ID: " + trace)
                    + (" Correlation ID: " + call.clientRequestId())
                    + (" Timestamp: " + time));
    body.putArray("error_codes").add(number);
    body.put("timestamp", time)
        .put("trace_id", trace)
        .put("correlation_id", call.clientRequestId())
        .put("error_uri", call.base() + "/error?code=" + number);
    if (!suberror.isEmpty()) {
      body.put("suberror", suberror);
    }
    return Answer.bytes(400, SignInHost.JSON, Json.bytes(body));
  }

  static SignInException missing(String parameter) {
    return new SignInException(
        "invalid_request",
        900144,
        "The request body must contain the following parameter: '" + parameter + "'.");
  }

  static SignInException expiredRefreshToken() {
    return new SignInException(
        "invalid_grant", 700082, "The refresh token has expired due to inactivity.", "bad_token");
  }

  static SignInException otherClient() {
    return new SignInException(
        "invalid_grant", 700005, "The provided code or token was issued to another client.");
  }
}
