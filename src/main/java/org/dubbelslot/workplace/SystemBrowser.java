package org.dubbelslot.workplace;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.dubbelslot.drive.graph.SignIn;

/** The browser of whoever sits at this computer. */
public final class SystemBrowser implements SignIn.Browser {
  /** What opens a page does so at once; what is still there then has opened it itself. */
  private static final int SECONDS = 5;

  private final List<String> opener;

  private SystemBrowser(List<String> opener) {
    this.opener = opener;
  }

  /** The one there is; none where nobody could see it: over SSH, or without a screen. */
  public static Optional<SignIn.Browser> of(Map<String, String> environment, String osName) {
    if (isSet(environment, "SSH_CONNECTION")) {
      return Optional.empty();
    }
    String os = osName.toLowerCase(Locale.ROOT);
    if (os.startsWith("windows")) {
      return Optional.of(new SystemBrowser(List.of("rundll32", "url.dll,FileProtocolHandler")));
    }
    if (os.startsWith("mac")) {
      return Optional.of(new SystemBrowser(List.of("/usr/bin/open")));
    }
    return isSet(environment, "DISPLAY") || isSet(environment, "WAYLAND_DISPLAY")
        ? Optional.of(new SystemBrowser(List.of("xdg-open")))
        : Optional.empty();
  }

  private static boolean isSet(Map<String, String> environment, String name) {
    return !environment.getOrDefault(name, "").isEmpty();
  }

  @Override
  public void open(URI page) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(opener));
    builder.command().add(page.toString());
    Process process =
        builder
            .redirectInput(ProcessBuilder.Redirect.PIPE)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      if (process.waitFor(SECONDS, TimeUnit.SECONDS) && process.exitValue() != 0) {
        throw new IOException("no browser was opened");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("stopped", e);
    }
  }
}
