package org.dubbelslot.drive.graph;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dubbelslot.crypto.SecretBytes;
import org.dubbelslot.drive.DriveException;

/**
 * A token that lies in a file, as the sandbox writes it. {@link GraphService} takes it for a Graph
 * on this computer only.
 */
public final class TokenFile implements AccessTokens {
  private static final int LONGEST = 1 << 14;
  private final Path file;

  /** Reads {@code file} with every request, so that it may be renewed. */
  public TokenFile(Path file) {
    this.file = file;
  }

  @Override
  public String bearer() throws DriveException {
    try {
      if (Files.size(file) > LONGEST) {
        throw new DriveException.NotSignedIn(null);
      }
      try (SecretBytes bytes = SecretBytes.wrap(Files.readAllBytes(file))) {
        String token = new String(bytes.bytes(), StandardCharsets.UTF_8).strip();
        if (token.isEmpty() || !token.chars().allMatch(c -> c > 0x20 && c < 0x7f)) {
          throw new DriveException.NotSignedIn(null);
        }
        return token;
      }
    } catch (DriveException e) {
      throw e;
    } catch (IOException e) {
      // The platform's message names the file; ours does not.
      throw new DriveException.NotSignedIn(null);
    }
  }
}
