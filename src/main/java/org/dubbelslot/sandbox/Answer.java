package org.dubbelslot.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.Map;
import java.util.TreeMap;

/** One answer: a status, headers and a payload. */
final class Answer {
  /** What follows the headers. */
  sealed interface Payload {}

  /** Nothing. */
  record Empty() implements Payload {}

  /** Bytes in memory. */
  record Bytes(byte[] bytes) implements Payload {}

  /** A part of an open file; whoever sends it closes it. */
  record Slice(FileChannel file, long offset, long length) implements Payload {}

  static final String GRAPH_JSON =
      "application/json;odata.metadata=minimal;odata.streaming=true;"
          + "IEEE754Compatible=false;charset=utf-8";

  private final int status;
  private final Payload payload;
  private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  private Answer(int status, Payload payload) {
    this.status = status;
    this.payload = payload;
  }

  static Answer empty(int status) {
    return new Answer(status, new Empty());
  }

  static Answer json(int status, JsonNode body) {
    return bytes(status, GRAPH_JSON, Json.bytes(body));
  }

  static Answer bytes(int status, String type, byte[] body) {
    return new Answer(status, new Bytes(body)).header("Content-Type", type);
  }

  static Answer slice(int status, FileChannel file, long offset, long length) {
    return new Answer(status, new Slice(file, offset, length))
        .header("Content-Type", "application/octet-stream");
  }

  /** The same with other bytes. */
  Answer with(byte[] bytes) {
    Answer other = new Answer(status, new Bytes(bytes));
    other.headers.putAll(headers);
    return other;
  }

  Answer header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  int status() {
    return status;
  }

  Payload payload() {
    return payload;
  }

  Map<String, String> headers() {
    return headers;
  }

  boolean isJson() {
    return payload instanceof Bytes && headers.getOrDefault("Content-Type", "").contains("json");
  }

  /** The payload, which {@link #isJson}. */
  JsonNode json() throws IOException {
    if (payload instanceof Bytes(byte[] bytes)) {
      return Json.read(bytes);
    }
    throw new IOException("not JSON");
  }

  long length() {
    return switch (payload) {
      case Empty() -> 0;
      case Bytes(byte[] bytes) -> bytes.length;
      case Slice slice -> slice.length();
    };
  }
}
