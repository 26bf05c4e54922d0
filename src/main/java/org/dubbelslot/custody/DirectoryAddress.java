package org.dubbelslot.custody;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.dubbelslot.egress.EgressClient;
import org.dubbelslot.keys.DirectorySource;
import org.dubbelslot.keys.FolderSource;
import org.dubbelslot.keys.HttpSource;

/**
 * Where a key directory is published: a folder (a path, or a {@code file:} URL) or a web address.
 *
 * @param text as it was given
 */
public record DirectoryAddress(String text) {
  /** Whether it is read over the network. */
  public boolean isWeb() {
    String lower = text.toLowerCase(Locale.ROOT);
    return lower.startsWith("https://") || lower.startsWith("http://");
  }

  /**
   * The folder, if it is one.
   *
   * @param home relative paths start here
   * @throws CustodyException.BadAddress when it is not possible on this system
   */
  public Optional<Path> folder(Path home) throws CustodyException.BadAddress {
    if (isWeb()) {
      return Optional.empty();
    }
    try {
      Path path =
          text.toLowerCase(Locale.ROOT).startsWith("file:")
              ? Path.of(new URI(text))
              : Path.of(text);
      return Optional.of(home.resolve(path).normalize());
    } catch (URISyntaxException | IllegalArgumentException e) {
      throw new CustodyException.BadAddress();
    }
  }

  /**
   * How it is read.
   *
   * @param home relative paths start here
   * @param client asked for only when it is a web address
   */
  public DirectorySource source(Path home, Supplier<EgressClient> client)
      throws CustodyException.BadAddress {
    Optional<Path> folder = folder(home);
    if (folder.isPresent()) {
      return new FolderSource(folder.get());
    }
    try {
      return new HttpSource(new URI(text), client.get());
    } catch (URISyntaxException | IllegalArgumentException e) {
      throw new CustodyException.BadAddress();
    }
  }
}
