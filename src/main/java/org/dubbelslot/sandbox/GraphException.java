package org.dubbelslot.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/** An answer of Graph that is an error: status, code, message, inner code. */
final class GraphException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;
  private final String inner;
  private final transient Map<String, String> headers = new TreeMap<>();

  GraphException(int status, String code, String message) {
    this(status, code, message, "");
  }

  GraphException(int status, String code, String message, String inner) {
    super(message);
    this.status = status;
    this.code = code;
    this.inner = inner;
  }

  GraphException header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  String code() {
    return code;
  }

  int status() {
    return status;
  }

  /** This error as the answer to {@code call}. */
  Answer answer(Call call) {
    ObjectNode error = Json.object();
    ObjectNode body = error.putObject("error").put("code", code).put("message", getMessage());
    ObjectNode innerError = body.putObject("innerError");
    if (!inner.isEmpty()) {
      innerError.put("code", inner);
    }
    innerError
        .put("date", Times.graphLocal())
        .put("request-id", call.requestId())
        .put("client-request-id", call.clientRequestId());
    Answer answer = Answer.json(status, error);
    headers.forEach(answer::header);
    return answer;
  }

  static GraphException notFound() {
    return new GraphException(404, "itemNotFound", "The resource could not be found.");
  }

  static GraphException invalid(String message) {
    return new GraphException(400, "invalidRequest", message);
  }

  static GraphException invalid(String message, String inner) {
    return new GraphException(400, "invalidRequest", message, inner);
  }

  static GraphException nameExists() {
    return new GraphException(409, "nameAlreadyExists", "The specified item name already exists.");
  }

  static GraphException etagMismatch() {
    return new GraphException(
        412, "preconditionFailed", "ETag does not match current item's value", "resourceModified");
  }

  static GraphException overQuota() {
    return new GraphException(
        507, "quotaLimitReached", "Insufficient Space Available", "insufficientStorage");
  }

  static GraphException badToken() {
    return new GraphException(
            401, "InvalidAuthenticationToken", "Access token is empty or invalid.")
        .header(
            "WWW-Authenticate",
            "Bearer realm=\"\","
                + " authorization_uri=\"https://login.example/common/oauth2/authorize\","
                + " client_id=\"00000003-0000-0000-c000-000000000000\"");
  }

  static GraphException notImplemented(String what) {
    return new GraphException(501, "notImplemented", "The sandbox does not implement " + what);
  }

  /** The code that Graph gives with a bare {@code status}, for faults. */
  static String usualCode(int status) {
    return switch (status) {
      case 400 -> "invalidRequest";
      case 401 -> "InvalidAuthenticationToken";
      case 403 -> "accessDenied";
      case 404 -> "itemNotFound";
      case 409 -> "nameAlreadyExists";
      case 410 -> "resyncRequired";
      case 412 -> "preconditionFailed";
      case 416 -> "invalidRange";
      case 423 -> "resourceLocked";
      case 429 -> "activityLimitReached";
      case 503 -> "serviceNotAvailable";
      case 507 -> "quotaLimitReached";
      default -> "generalException";
    };
  }
}
