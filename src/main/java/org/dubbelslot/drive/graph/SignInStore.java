package org.dubbelslot.drive.graph;

import java.util.Optional;

/**
 * Where a sign-in is kept between two runs of the program. What is kept lets whoever has it act for
 * the person at Microsoft: an implementation that writes it anywhere protects it.
 */
public interface SignInStore {
  /** Keeps nothing: the sign-in ends with the program. */
  SignInStore NOTHING =
      new SignInStore() {
        @Override
        public Optional<byte[]> read() {
          return Optional.empty();
        }

        @Override
        public void write(byte[] secret) {
          // The library holds it in memory.
        }
      };

  /** What was kept last; nothing when there is none, or none that can be read. */
  Optional<byte[]> read();

  /** Keeps {@code secret} in place of what was kept before, if it can. */
  void write(byte[] secret);
}
