package org.dubbelslot.transfer;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.dubbelslot.format.FormatException;
import org.dubbelslot.format.OpenOptions;
import org.dubbelslot.format.Opener;

/**
 * What a sealed file holds, opened while it is read: the plaintext stays in memory. Reaches its end
 * only when the opener says that everything held.
 */
final class OpenedInput extends FilterInputStream {
  private static final int PIPE_BYTES = 1 << 20;

  private final ExecutorService opener;
  private final Future<Void> opening;

  /** The file does not open. */
  static final class NotOpened extends IOException {
    private static final long serialVersionUID = 1L;

    NotOpened(FormatException refusal) {
      super(refusal);
    }

    FormatException refusal() {
      return (FormatException) getCause();
    }
  }

  private OpenedInput(InputStream in, ExecutorService opener, Future<Void> opening) {
    super(in);
    this.opener = opener;
    this.opening = opening;
  }

  /** Where the sealed bytes come from. */
  @FunctionalInterface
  interface SealedBytes {
    InputStream open() throws IOException;
  }

  /** Begins to open what a member of that tree's team may open. */
  static OpenedInput of(SealedTree tree, SealedBytes source) throws IOException {
    PipedOutputStream opened = new PipedOutputStream();
    PipedInputStream plaintext = new PipedInputStream(opened, PIPE_BYTES);
    ExecutorService opener = Executors.newVirtualThreadPerTaskExecutor();
    return new OpenedInput(plaintext, opener, opener.submit(opening(tree, source, opened)));
  }

  private static Callable<Void> opening(
      SealedTree tree, SealedBytes source, PipedOutputStream out) {
    return () -> {
      try (out;
          InputStream sealed = source.open()) {
        new Opener(tree.uploads().workers())
            .open(sealed, tree.access().opening(), OpenOptions.STRICT, out);
      }
      return null;
    };
  }

  @Override
  public int read() throws IOException {
    int value = super.read();
    if (value < 0) {
      requireOpened();
    }
    return value;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int count = super.read(target, offset, length);
    if (count < 0) {
      requireOpened();
    }
    return count;
  }

  private void requireOpened() throws IOException {
    try {
      opening.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case FormatException refusal -> throw new NotOpened(refusal);
        case IOException failure -> throw failure;
        case null, default -> throw new IllegalStateException(e.getCause());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }

  /** Ends the opener, too, when not everything was read. */
  @Override
  public void close() throws IOException {
    try {
      super.close();
    } finally {
      opener.shutdownNow();
      opener.close();
    }
  }
}
