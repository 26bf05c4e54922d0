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
import org.dubbelslot.format.Metadata;
import org.dubbelslot.format.OpenOptions;
import org.dubbelslot.format.Opener;
import org.dubbelslot.format.SealException;

/**
 * Seals anew what lies sealed on the drive, straight from the opened file into the new seal: the
 * plaintext stays in memory.
 */
final class Resealing {
  private static final int PIPE_BYTES = 1 << 20;

  private final SealedTree tree;

  Resealing(SealedTree tree) {
    this.tree = tree;
  }

  /** Where the sealed bytes come from. */
  @FunctionalInterface
  interface SealedBytes {
    InputStream open() throws IOException;
  }

  /**
   * Does it, and remembers the revision.
   *
   * @throws FormatException when what lies there does not open; nothing was written then
   */
  Uploader.Arrived run(SealedBytes source, Metadata metadata, Parcel.Address address)
      throws IOException, SealException, TransferException, FormatException {
    try (PipedOutputStream opened = new PipedOutputStream();
        PipedInputStream plaintext = new PipedInputStream(opened, PIPE_BYTES);
        ExecutorService opener = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Void> opening = opener.submit(opening(source, opened));
      VerifiedInput verified = new VerifiedInput(plaintext, opening);
      Uploader.Arrived arrived =
          tree.uploads()
              .once(tree.drive(), tree.access(), new Parcel(metadata, () -> verified, address));
      tree.remember(metadata, arrived);
      return arrived;
    } catch (VerifiedInput.NotOpened e) {
      throw e.refusal();
    }
  }

  private Callable<Void> opening(SealedBytes source, PipedOutputStream out) {
    return () -> {
      try (out;
          InputStream sealed = source.open()) {
        new Opener(tree.uploads().workers())
            .open(sealed, tree.access().opening(), OpenOptions.STRICT, out);
      }
      return null;
    };
  }

  /** Reaches its end only when the opener says that everything held. */
  private static final class VerifiedInput extends FilterInputStream {
    private final Future<Void> opening;

    VerifiedInput(InputStream in, Future<Void> opening) {
      super(in);
      this.opening = opening;
    }

    /** The file that was to be sealed anew did not open. */
    static final class NotOpened extends IOException {
      private static final long serialVersionUID = 1L;

      NotOpened(FormatException refusal) {
        super(refusal);
      }

      FormatException refusal() {
        return (FormatException) getCause();
      }
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
  }
}
