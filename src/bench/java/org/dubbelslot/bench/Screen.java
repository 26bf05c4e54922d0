package org.dubbelslot.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Where windows are opened: Xvfb, so that the toolkit draws through X11 as it would before a
 * person, or no screen at all where that is not installed.
 */
final class Screen implements AutoCloseable {
  private final Map<String, String> environment = new HashMap<>();
  private Process server;

  Screen() throws IOException {
    if (Installed.has("Xvfb")) {
      server =
          new ProcessBuilder(
                  "Xvfb", "-displayfd", "1", "-screen", "0", "1400x900x24", "-nolisten", "tcp")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String number =
          server.inputReader(StandardCharsets.US_ASCII).lines().findFirst().orElseThrow();
      environment.put("DISPLAY", ":" + number.strip());
    }
  }

  /** What a window needs in its environment. */
  Map<String, String> environment() {
    return environment;
  }

  /** Options of the JVM where there is no screen. */
  String options() {
    return server == null ? "-Dglass.platform=Headless -Dprism.order=sw" : "";
  }

  @Override
  public String toString() {
    return server == null ? "no screen" : "Xvfb";
  }

  @Override
  public void close() throws InterruptedException {
    if (server != null) {
      server.destroy();
      server.waitFor();
    }
  }
}
