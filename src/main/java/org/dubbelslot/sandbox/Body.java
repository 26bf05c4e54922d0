package org.dubbelslot.sandbox;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * What came with a request, staged in a file of its own that nobody changes any more.
 *
 * @param file where the bytes are; absent for an empty body
 * @param size the number of bytes
 */
record Body(Optional<Path> file, long size) {
  static final Body EMPTY = new Body(Optional.empty(), 0);

  /** Largest JSON body that is read into memory. */
  private static final int MAX_JSON = 4 << 20;

  /** The whole body, unpacked when {@code encoding} says gzip. */
  byte[] bytes(String encoding) throws IOException {
    if (file.isEmpty()) {
      return new byte[0];
    }
    if (size > MAX_JSON) {
      throw new IOException("too long for JSON");
    }
    byte[] plain = Files.readAllBytes(file.get());
    if (!encoding.equalsIgnoreCase("gzip")) {
      return plain;
    }
    try (GZIPInputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(plain))) {
      return unpacked.readNBytes(MAX_JSON);
    }
  }
}
