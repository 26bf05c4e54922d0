package org.dubbelslot.sandbox;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.GZIPInputStream;

/** What comes with a request; it is read once. */
sealed interface Body permits Body.InMemory, Body.Staged, Incoming {
  /** No body, or one without a byte. */
  Body EMPTY = new InMemory(new byte[0]);

  /** Largest JSON body that is read into memory. */
  int MAX_JSON = 4 << 20;

  /** Takes the bytes as they come. */
  interface Sink {
    /** Takes all remaining bytes, which are overwritten afterwards. */
    void take(ByteBuffer bytes) throws IOException;
  }

  /** A body of which nobody knew the length, received whole into a file. */
  record Staged(Path file, long size) implements Body {
    @Override
    public void sendTo(Sink sink) throws IOException {
      ByteBuffer buffer = ByteBuffer.allocate(128 << 10);
      try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
        while (in.read(buffer.clear()) >= 0) {
          sink.take(buffer.flip());
        }
      }
    }
  }

  /** A small body. */
  record InMemory(byte[] all) implements Body {
    @Override
    public long size() {
      return all.length;
    }

    @Override
    public void sendTo(Sink sink) throws IOException {
      sink.take(ByteBuffer.wrap(all));
    }
  }

  /** How many bytes come. */
  long size();

  /**
   * Hands all bytes over.
   *
   * @throws Incoming.Broken when the request breaks off before
   */
  void sendTo(Sink sink) throws IOException;

  /** Keeps the body in a new file, of which nothing is left when that fails; gives its hash. */
  default QuickXorHash keepAs(Path target) throws IOException {
    QuickXorHash hash = new QuickXorHash();
    try (FileChannel out =
        FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      sendTo(
          bytes -> {
            hash.update(bytes);
            while (bytes.hasRemaining()) {
              out.write(bytes);
            }
          });
      return hash;
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (IOException e) {
      Files.deleteIfExists(target);
      throw e;
    }
  }

  /** The whole body, unpacked when {@code encoding} says gzip. */
  default byte[] bytes(String encoding) throws IOException {
    if (size() > MAX_JSON) {
      throw new IOException("too long for JSON");
    }
    ByteArrayOutputStream received = new ByteArrayOutputStream((int) size());
    sendTo(
        bytes -> {
          byte[] piece = new byte[bytes.remaining()];
          bytes.get(piece);
          received.writeBytes(piece);
        });
    if (!encoding.equalsIgnoreCase("gzip")) {
      return received.toByteArray();
    }
    try (InputStream plain =
        new GZIPInputStream(new ByteArrayInputStream(received.toByteArray()))) {
      return plain.readNBytes(MAX_JSON);
    }
  }

  /** The same bytes under a second name: without copying them where the disk can. */
  static void linkOrCopy(Path from, Path to) throws IOException {
    try {
      Files.createLink(to, from);
    } catch (UnsupportedOperationException | FileSystemException e) {
      Files.copy(from, to);
    }
  }
}
