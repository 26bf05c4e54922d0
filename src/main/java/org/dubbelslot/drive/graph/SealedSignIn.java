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
 * computer, nor on this one without the passphrase of the device's keys. It is one for one
 * authority, tenant and client: what was kept for others counts as none, so that it is never shown
 * to them.
 *
 * @param file where it lies; its folder exists
 * @param seal the device's, for this purpose; the caller closes it
 * @param settings whom it is for
 * @param notKept is told, once or more, that it could not be kept: it then ends with the program
 */
public record SealedSignIn(Path file, LocalSeal seal, SignInSettings settings, Runnable notKept)
    implements SignInStore {
  /** A few tokens and who they are of. */
  private static final int LONGEST = 1 << 20;

  @Override
  public Optional<byte[]> read() {
    try {
      if (Files.size(file) > LONGEST) {
        return Optional.empty();
      }
      return Optional.of(seal.open(Files.readAllBytes(file), context()));
    } catch (IOException | GeneralSecurityException e) {
      // Not there, damaged, or sealed before the device enrolled anew: the person signs in again.
      return Optional.empty();
    }
  }

  @Override
  public void write(byte[] secret) {
    try (AtomicFile target = AtomicFile.create(file, true)) {
      OutputStream out = target.output();
      out.write(seal.seal(secret, context()));
      target.commit();
    } catch (IOException e) {
      notKept.run();
    }
  }

  private String context() {
    return String.join(
        " ", settings.authority().toString(), settings.tenant(), settings.clientId());
  }

  @Override
  public String toString() {
    return "SealedSignIn[...]";
  }
}
