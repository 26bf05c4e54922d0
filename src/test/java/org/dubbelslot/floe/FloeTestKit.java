package org.dubbelslot.floe;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import java.util.Random;
import org.dubbelslot.crypto.SecretBytes;

/** What the tests of this room share: a key, small parameters, whole messages in arrays. */
final class FloeTestKit {
  /** Segments of 48 bytes with 16 bytes of plaintext, a new AEAD key every 4, at most 64. */
  static final FloeParameters SMALL = new FloeParameters(48, 2, 64);

  static final byte[] AAD = "This is AAD".getBytes(StandardCharsets.US_ASCII);

  private FloeTestKit() {}

  /** 32 zero bytes, as in the published answers. */
  static SecretBytes key() {
    return SecretBytes.wrap(new byte[FloeParameters.KEY_BYTES]);
  }

  static byte[] random(long seed, int length) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  static byte[] encrypt(FloeParameters parameters, byte[] plaintext) throws Exception {
    ByteArrayOutputStream sink = new ByteArrayOutputStream();
    try (SecretBytes key = key();
        FloeWriter writer = new FloeWriter(parameters, key, AAD, sink, inline())) {
      writer.write(plaintext, 0, plaintext.length);
      writer.finish();
    }
    return sink.toByteArray();
  }

  static byte[] decrypt(FloeParameters parameters, byte[] ciphertext) throws Exception {
    return decrypt(
        parameters, new ByteArrayInputStream(ciphertext), OptionalLong.empty(), inline());
  }

  static byte[] decrypt(
      FloeParameters parameters, InputStream source, OptionalLong length, FloeWorkers workers)
      throws IOException, FloeException {
    ByteArrayOutputStream sink = new ByteArrayOutputStream();
    try (SecretBytes key = key();
        FloeReader reader = new FloeReader(parameters, key, AAD, source, length, workers)) {
      reader.transferTo(segment -> sink.write(segment.plaintext(), 0, segment.length()));
    }
    return sink.toByteArray();
  }

  /** Everything on the calling thread. */
  static FloeWorkers inline() {
    return FloeWorkers.on(Runnable::run, 1);
  }
}
