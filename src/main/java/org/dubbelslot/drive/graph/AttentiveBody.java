package org.dubbelslot.drive.graph;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.dubbelslot.files.BlockInputStream;

/**
 * An answer's body as a stream that does not wait for ever: a connection that falls silent without
 * breaking, as they do behind firewalls and on sleeping computers, ends in an exception. The
 * platform's own stream has no limit once the answer's head has arrived.
 */
final class AttentiveBody implements HttpResponse.BodySubscriber<InputStream> {
  /** Deliveries that may lie ready, of some 16 KiB each. */
  private static final int AHEAD = 4;

  private final Duration silence;
  private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
  private final Body body;
  private Flow.Subscription subscription;
  private boolean cancelled;

  private sealed interface Arrival {
    record Bytes(List<ByteBuffer> buffers) implements Arrival {}

    record Failed(Throwable reason) implements Arrival {}

    record End() implements Arrival {}
  }

  private AttentiveBody(Duration silence, OptionalLong length) {
    this.silence = silence;
    this.body = new Body(length);
  }

  /** Makes bodies that fail with {@link HttpTimeoutException} after {@code silence} of it. */
  static HttpResponse.BodyHandler<InputStream> handler(Duration silence) {
    return info -> new AttentiveBody(silence, info.headers().firstValueAsLong("Content-Length"));
  }

  @Override
  public CompletionStage<InputStream> getBody() {
    return CompletableFuture.completedFuture(body);
  }

  @Override
  public synchronized void onSubscribe(Flow.Subscription given) {
    if (cancelled) {
      given.cancel();
    } else {
      subscription = given;
      given.request(AHEAD);
    }
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    arrivals.add(new Arrival.Bytes(buffers));
  }

  @Override
  public void onError(Throwable reason) {
    arrivals.add(new Arrival.Failed(reason));
  }

  @Override
  public void onComplete() {
    arrivals.add(new Arrival.End());
  }

  private synchronized void more() {
    if (subscription != null) {
      subscription.request(1);
    }
  }

  private synchronized void cancel() {
    cancelled = true;
    if (subscription != null) {
      subscription.cancel();
    }
  }

  /** What the reader sees. For one thread. */
  private final class Body extends BlockInputStream {
    private final OptionalLong length;
    private List<ByteBuffer> buffers = List.of();
    private int next;
    private long got;
    private boolean ended;

    Body(OptionalLong length) {
      this.length = length;
    }

    @Override
    public int read(byte[] bytes, int offset, int count) throws IOException {
      if (count == 0) {
        return 0;
      }
      while (!ended) {
        if (next == buffers.size()) {
          await();
        } else if (buffers.get(next).hasRemaining()) {
          int part = Math.min(count, buffers.get(next).remaining());
          buffers.get(next).get(bytes, offset, part);
          got += part;
          return part;
        } else {
          next++;
        }
      }
      return -1;
    }

    private void await() throws IOException {
      Arrival arrival;
      try {
        arrival = arrivals.poll(silence.toNanos(), TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw (InterruptedIOException)
            new InterruptedIOException("interrupted while bytes were awaited").initCause(e);
      }
      switch (arrival) {
        case null -> {
          close();
          throw new HttpTimeoutException("no byte for " + silence.toSeconds() + " s");
        }
        case Arrival.Bytes some -> {
          buffers = some.buffers();
          next = 0;
          more();
        }
        case Arrival.Failed failed -> {
          ended = true;
          throw new IOException("connection broke", failed.reason());
        }
        case Arrival.End() -> ended = true;
      }
    }

    /** Gives the connection up, unless the whole answer was read: then it serves again. */
    @Override
    public void close() {
      boolean whole = ended || (length.isPresent() && length.getAsLong() == got);
      ended = true;
      if (!whole) {
        cancel();
      }
    }
  }
}
