package org.dubbelslot.crypto;

import java.nio.ByteBuffer;
import java.security.SecureRandom;

/** Hands out given bytes, once each. */
final class GivenRandom extends SecureRandom {
  private static final long serialVersionUID = 1L;

  private final transient ByteBuffer given;

  GivenRandom(byte[] given) {
    this.given = ByteBuffer.wrap(given);
  }

  @Override
  public void nextBytes(byte[] bytes) {
    given.get(bytes);
  }
}
