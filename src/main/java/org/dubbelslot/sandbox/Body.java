package org.dubbelslot.sandbox;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** What came with a request, received whole. */
sealed interface Body {
  /** No body, or one without a byte. */
  Body EMPTY = new InMemory(new byte[0]);

  /** Largest JSON body that is read into memory. */
  int MAX_JSON = 4 << 20;

  /** A body in a file of its own that nobody changes any more. */
  record Staged(Path file, long size) implements Body {
    @Override
    public InputStream open() throws IOException {
      return Files.newInputStream(file);
    }

    @Override
    public void keepAs(Path target) throws IOException {
      linkOrCopy(file, target);
    }
  }

  /** A small body. */
  record InMemory(byte[] all) implements Body {
    @Override
    public long size() {
      return all.length;
    }

    @Override
    public InputStream open() {
      return new ByteArrayInputStream(all);
    }

    @Override
    public void keepAs(Path target) throws IOException {
      Files.write(target, all);
    }
  }

  long size();

  InputStream open() throws IOException;

  /** Keeps the body in a new file. */
  void keepAs(Path target) throws IOException;

  /** The whole body, unpacked when {@code encoding} says gzip. */
  default byte[] bytes(String encoding) throws IOException {
    if (size() > MAX_JSON) {
      throw new IOException("too long for JSON");
    }
    try (InputStream in = open();
        InputStream plain = encoding.equalsIgnoreCase("gzip") ? new GZIPInputStream(in) : in) {
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
