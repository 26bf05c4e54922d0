package org.dubbelslot.workplace.copies;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.dubbelslot.transfer.CopyException;

/** The other programs, as the operating system knows which opens what. */
public final class SystemPrograms implements Programs {
  /** What opens a file does so at once; what is still there then has opened it itself. */
  private static final int SECONDS = 5;

  private final List<String> opener;

  SystemPrograms(List<String> opener) {
    this.opener = List.copyOf(opener);
  }

  /** Those of a computer with that operating system. */
  public static SystemPrograms of(String osName) {
    String os = osName.toLowerCase(Locale.ROOT);
    if (os.startsWith("windows")) {
      // Not by way of cmd, to which an ampersand in a name would be a command.
      return new SystemPrograms(List.of("rundll32", "url.dll,FileProtocolHandler"));
    }
    return new SystemPrograms(List.of(os.startsWith("mac") ? "/usr/bin/open" : "xdg-open"));
  }

  @Override
  public void open(Path file) throws CopyException {
    ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(opener));
    builder.command().add(file.toString());
    try {
      Process process =
          builder
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      process.getOutputStream().close();
      if (process.waitFor(SECONDS, TimeUnit.SECONDS) && process.exitValue() != 0) {
        throw new CopyException.NoProgram(null);
      }
    } catch (IOException e) {
      throw new CopyException.NoProgram(new IOException(e.getClass().getSimpleName()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CopyException.NoProgram(e);
    }
  }
}
