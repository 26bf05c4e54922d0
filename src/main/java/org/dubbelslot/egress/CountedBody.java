package org.dubbelslot.egress;

import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;

/**
 * The beginning of an array as a request's body: counted as it goes out, no faster than it may, and
 * sent only once.
 */
final class CountedBody extends RequestBody {
  /** What one record of TLS holds. */
  private static final int CHUNK = 16 << 10;

  private final byte[] bytes;
  private final int length;
  private final Exchange exchange;
  private final Throttle throttle;

  CountedBody(byte[] bytes, int length, Exchange exchange, Throttle throttle) {
    this.bytes = bytes;
    this.length = length;
    this.exchange = exchange;
    this.throttle = throttle;
  }

  /** The header says it, if anything does. */
  @Override
  public MediaType contentType() {
    return null;
  }

  @Override
  public long contentLength() {
    return length;
  }

  /** What may be repeated is known to whoever asks, not here. */
  @Override
  public boolean isOneShot() {
    return true;
  }

  @Override
  public void writeTo(BufferedSink sink) throws IOException {
    for (int at = 0; at < length; at += CHUNK) {
      int count = Math.min(CHUNK, length - at);
      throttle.pass(count);
      sink.write(bytes, at, count);
      exchange.sent(count);
    }
  }
}
