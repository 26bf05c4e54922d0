package org.dubbelslot.transfer;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.dubbelslot.drive.UploadSource;
import org.dubbelslot.files.BlockInputStream;
import org.dubbelslot.files.BlockOutputStream;

/**
 * Ciphertext that is kept nowhere, for where the disk has no room: the sealer runs ahead by half a
 * window, and the upload can go back by half a window to repeat a fragment. After a break the file
 * is sealed anew.
 */
final class Window implements Ciphertext {
  private final byte[] ring;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private long written;
  private long read;
  private boolean ended;
  private IOException failure;

  /**
   * A window of {@code bytes}.
   *
   * @param bytes twice the longest piece that an upload may have to repeat
   */
  Window(int bytes) {
    this.ring = new byte[bytes];
  }

  @Override
  public OutputStream sink() {
    return new BlockOutputStream() {
      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        int done = 0;
        while (done < length) {
          done += put(bytes, offset + done, length - done);
        }
      }
    };
  }

  private int put(byte[] bytes, int offset, int length) throws IOException {
    lock.lock();
    try {
      await(() -> written - read < ring.length / 2);
      int at = (int) (written % ring.length);
      int room = (int) (ring.length / 2 - (written - read));
      int count = Math.min(Math.min(length, room), ring.length - at);
      System.arraycopy(bytes, offset, ring, at, count);
      written += count;
      changed.signalAll();
      return count;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public UploadSource source() {
    return Reader::new;
  }

  private int get(long position, byte[] into, int offset, int length) throws IOException {
    lock.lock();
    try {
      await(() -> ended || written > position);
      if (written <= position) {
        return -1;
      }
      if (position < written - ring.length) {
        throw new IOException("the ciphertext was not kept so long");
      }
      int at = (int) (position % ring.length);
      int there = (int) Math.min(written - position, ring.length - at);
      int count = Math.min(length, there);
      System.arraycopy(ring, at, into, offset, count);
      read = Math.max(read, position + count);
      changed.signalAll();
      return count;
    } finally {
      lock.unlock();
    }
  }

  private void await(BooleanSupplier ready) throws IOException {
    try {
      while (failure == null && !ready.getAsBoolean()) {
        changed.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("stopped while waiting for ciphertext");
    }
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public void end() {
    lock.lock();
    try {
      ended = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean isLasting() {
    return false;
  }

  @Override
  public void fail(IOException why) {
    lock.lock();
    try {
      if (!ended && failure == null) {
        failure = why;
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  private final class Reader extends BlockInputStream {
    private long position;

    Reader(long offset) {
      this.position = offset;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int count = length == 0 ? 0 : get(position, bytes, offset, length);
      position += Math.max(count, 0);
      return count;
    }
  }
}
