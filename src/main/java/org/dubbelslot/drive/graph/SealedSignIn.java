package org.dubbelslot.drive.graph;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Optional;
import org.dubbelslot.crypto.LocalSeal;
import org.dubbelslot.files.AtomicFile;

/**
 * A sign-in in a file of this computer, sealed under a key of the device: of no use on another
 * computer, nor on this one without the passphrase of the device's keys.
 *
 * @param file where it lies; its folder exists
 * @param seal the device's, for this purpose; the caller closes it
 * @param notKept is told, once or more, that it could not be kept: it then ends with the program
 */
public record SealedSignIn(Path file, LocalSeal seal, Runnable notKept) implements SignInStore {
  /** A few tokens and who they are of. */
  private static final int LONGEST = 1 << 20;

  private static final String CONTEXT = "microsoft";

  @Override
  public Optional<byte[]> read() {
    try {
      if (Files.size(file) > LONGEST) {
        return Optional.empty();
      }
      return Optional.of(seal.open(Files.readAllBytes(file), CONTEXT));
    } catch (IOException | GeneralSecurityException e) {
      // Not there, damaged, or sealed before the device enrolled anew: the person signs in again.
      return Optional.empty();
    }
  }

  @Override
  public void write(byte[] secret) {
    try (AtomicFile target = AtomicFile.create(file, true)) {
      OutputStream out = target.output();
      out.write(seal.seal(secret, CONTEXT));
      target.commit();
    } catch (IOException e) {
      notKept.run();
    }
  }

  @Override
  public String toString() {
    return "SealedSignIn[...]";
  }
}
