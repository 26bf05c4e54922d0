package org.dubbelslot.sandbox;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.eclipse.jetty.io.Content;

/**
 * A body that is still on its way: whoever reads it gets the bytes straight from the connection,
 * and a recording of them is written beside. For one thread.
 */
final class Incoming implements Body {
  private final Content.Source source;
  private final long size;
  private final long cut;
  private final Optional<FileChannel> recording;
  private long received;
  private boolean whole;

  /** The request broke off, or a fault says that it did: what came of it does not count. */
  static final class Broken extends IOException {
    private static final long serialVersionUID = 1L;

    Broken(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /**
   * A body of a known length.
   *
   * @param size how many bytes the client announced; −1 when it did not
   * @param cut after how many bytes a fault breaks it; −1 for never
   * @param recording gets the same bytes; closed by its owner
   */
  Incoming(Content.Source source, long size, long cut, Optional<FileChannel> recording) {
    this.source = source;
    this.size = size;
    this.cut = cut;
    this.recording = recording;
  }

  @Override
  public long size() {
    return size;
  }

  long received() {
    return received;
  }

  /** Whether everything has been received. */
  boolean whole() {
    return whole;
  }

  /** Receives what nobody wanted to read. */
  void drain() throws IOException {
    if (!whole) {
      sendTo(bytes -> bytes.position(bytes.limit()));
    }
  }

  @Override
  public void sendTo(Sink sink) throws IOException {
    while (!whole) {
      Content.Chunk chunk = source.read();
      if (chunk == null) {
        awaitMore();
        continue;
      }
      if (Content.Chunk.isFailure(chunk)) {
        throw new Broken("the client has gone", chunk.getFailure());
      }
      try {
        take(chunk.getByteBuffer(), sink);
      } finally {
        chunk.release();
      }
      if (cut >= 0 && received >= cut) {
        throw new Broken("cut by a fault", null);
      }
      whole = chunk.isLast();
    }
    if (size >= 0 && received != size) {
      throw new Broken("the body is not as long as announced", null);
    }
  }

  private void take(ByteBuffer bytes, Sink sink) throws IOException {
    if (cut >= 0 && bytes.remaining() > cut - received) {
      bytes.limit(bytes.position() + (int) (cut - received));
    }
    received += bytes.remaining();
    if (recording.isPresent()) {
      ByteBuffer copy = bytes.duplicate();
      while (copy.hasRemaining()) {
        recording.get().write(copy);
      }
    }
    sink.take(bytes);
  }

  private void awaitMore() throws IOException {
    Semaphore more = new Semaphore(0);
    source.demand(more::release);
    try {
      more.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the sandbox is closing");
    }
  }
}
