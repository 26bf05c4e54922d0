package org.dubbelslot.cli;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What surrounds one run of the command: a test gives its own.
 *
 * @param environment the environment variables
 * @param locale the person's language
 * @param in standard input
 * @param out standard output
 * @param err standard error
 * @param charset of text on both outputs
 * @param asker the terminal at which somebody sits, if any
 * @param progress whether standard error is a terminal
 */
public record Surroundings(
    Map<String, String> environment,
    Locale locale,
    InputStream in,
    OutputStream out,
    OutputStream err,
    Charset charset,
    Optional<Asker> asker,
    boolean progress) {

  /** Somebody who can be asked. */
  public interface Asker {
    /** The answer, or nothing when the input has ended. */
    Optional<String> line(String question);

    /** An answer that is not shown while it is typed; the caller wipes it. */
    Optional<char[]> secret(String question);
  }

  /** Those of this process. */
  public static Surroundings ofThisProcess() {
    Optional<Console> console = Optional.ofNullable(System.console()).filter(Console::isTerminal);
    return new Surroundings(
        System.getenv(),
        Locale.getDefault(Locale.Category.DISPLAY),
        new FileInputStream(FileDescriptor.in),
        new FileOutputStream(FileDescriptor.out),
        new FileOutputStream(FileDescriptor.err),
        System.out.charset(),
        console.map(ConsoleAsker::new),
        isTerminal(2, console.isPresent()));
  }

  /** Java does not tell whether a descriptor is a terminal; Linux does. */
  private static boolean isTerminal(int descriptor, boolean otherwise) {
    Path link = Path.of("/proc/self/fd/" + descriptor);
    if (!Files.isSymbolicLink(link)) {
      return otherwise;
    }
    try {
      String target = Files.readSymbolicLink(link).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (IOException e) {
      return false;
    }
  }

  private record ConsoleAsker(Console console) implements Asker {
    @Override
    public Optional<String> line(String question) {
      return Optional.ofNullable(console.readLine("%s", question));
    }

    @Override
    public Optional<char[]> secret(String question) {
      return Optional.ofNullable(console.readPassword("%s", question));
    }
  }
}
