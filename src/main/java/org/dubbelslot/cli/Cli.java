package org.dubbelslot.cli;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.dubbelslot.sandbox.SandboxOptions;
import org.dubbelslot.words.Exit;
import org.dubbelslot.words.Failure;
import org.dubbelslot.words.FailureCode;
import org.dubbelslot.words.Failures;
import org.dubbelslot.words.Language;
import org.dubbelslot.words.Words;
import org.dubbelslot.workplace.Home;
import org.dubbelslot.workplace.Services;
import org.dubbelslot.workplace.Version;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Runs one command from its arguments to its exit status. */
public final class Cli {
  private final Surroundings surroundings;
  private final Services.Factory factory;

  /** In {@code surroundings}, with services from {@code factory}. */
  public Cli(Surroundings surroundings, Services.Factory factory) {
    this.surroundings = surroundings;
    this.factory = factory;
  }

  /** Runs the command that {@code arguments} name; the result is the exit status. */
  public int run(String... arguments) {
    Words words = Words.in(language(arguments));
    RootCommand root = new RootCommand();
    CommandLine commandLine = commandLine(root, words, arguments);
    Output output = new Output(surroundings, words, Arrays.asList(arguments).contains("--json"));
    try {
      int status = parseAndRun(commandLine, root, words, output, arguments);
      output.flush();
      return status;
    } catch (OutputClosedException e) {
      return Exit.LOCAL;
    } catch (UncheckedIOException e) {
      output.failure(new Failures(words).describe(e.getCause(), Optional.empty()));
      return Exit.LOCAL;
    }
  }

  /**
   * The parser with the commands that {@code arguments} name, or with all, whose help pages are in
   * the language of {@code words}.
   */
  static CommandLine commandLine(RootCommand root, Words words, String... arguments) {
    CommandLine commandLine = new CommandLine(root);
    Commands.addTo(commandLine, arguments);
    commandLine.setResourceBundle(words.bundle());
    commandLine.setExpandAtFiles(false);
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.setUsageHelpAutoWidth(false);
    commandLine.setUsageHelpWidth(100);
    commandLine.registerConverter(Language.class, tag -> Language.of(tag).orElseThrow());
    commandLine.registerConverter(SandboxCommand.Port.class, SandboxCommand.Port::of);
    commandLine.registerConverter(SandboxCommand.Lifetime.class, SandboxCommand.Lifetime::of);
    commandLine.registerConverter(SandboxOptions.Auth.class, SandboxCommand::auth);
    HelpPages.prepare(commandLine, words);
    return commandLine;
  }

  private int parseAndRun(
      CommandLine commandLine, RootCommand root, Words words, Output output, String... arguments) {
    ParseResult parsed;
    try {
      parsed = commandLine.parseArgs(arguments);
    } catch (ParameterException e) {
      Failure failure = UsageFailures.of(e);
      output.failure(failure);
      return failure.code().exit();
    }
    ParseResult leaf = parsed;
    boolean help = leaf.isUsageHelpRequested();
    while (leaf.hasSubcommand()) {
      leaf = leaf.subcommand();
      help |= leaf.isUsageHelpRequested();
    }
    CommandLine command = leaf.commandSpec().commandLine();
    if (help) {
      output.print(HelpPages.of(command));
      return Exit.DONE;
    }
    if (parsed.isVersionHelpRequested()) {
      output.line(Version.line());
      return Exit.DONE;
    }
    if (root.passphraseFile != null && root.passphraseDescriptor != null) {
      output.failure(
          Failure.of(FailureCode.EXCLUSIVE_OPTIONS, "--passphrase-file, --passphrase-fd"));
      return Exit.USAGE;
    }
    if (command.getCommand() instanceof Action action) {
      return runAction(action, root, words, output);
    }
    output.failure(Failure.of(FailureCode.MISSING_COMMAND, leaf.commandSpec().qualifiedName()));
    return Exit.USAGE;
  }

  private int runAction(Action action, RootCommand root, Words words, Output output) {
    Optional<Home> home =
        Optional.ofNullable(root.home)
            .map(Home::new)
            .or(() -> Home.named(surroundings.environment()));
    try (Services services = factory.open(home);
        Passphrases passphrases =
            new Passphrases(passphraseFile(root), surroundings.asker(), words)) {
      Session session =
          new Session(words, output, services, passphrases, surroundings, factory, root.yes);
      Thread onInterrupt =
          new Thread(
              () -> {
                output.silence();
                services.close();
                passphrases.close();
              });
      Runtime.getRuntime().addShutdownHook(onInterrupt);
      try {
        return action.run(session);
      } catch (OutputClosedException e) {
        throw e;
      } catch (Exception e) {
        return session.report(e, Optional.empty()).code().exit();
      } finally {
        removeHook(onInterrupt);
      }
    }
  }

  /** Not possible while the hook runs: then the process ends with the signal's status anyway. */
  private static boolean removeHook(Thread hook) {
    try {
      return Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      return false;
    }
  }

  private Optional<Path> passphraseFile(RootCommand root) {
    if (root.passphraseDescriptor != null) {
      return Optional.of(Path.of("/dev/fd/" + root.passphraseDescriptor));
    }
    return Optional.ofNullable(root.passphraseFile).or(() -> path("DUBBELSLOT_PASSPHRASE_FILE"));
  }

  private Optional<Path> path(String variable) {
    return Optional.ofNullable(surroundings.environment().get(variable))
        .filter(value -> !value.isEmpty())
        .map(Path::of);
  }

  /** Needed before the arguments are parsed: mistakes in them are told in this language. */
  private Language language(String... arguments) {
    List<String> all = Arrays.asList(arguments);
    int option = all.indexOf("--lang");
    Optional<String> asked =
        option >= 0 && option + 1 < all.size()
            ? Optional.of(all.get(option + 1))
            : all.stream()
                .filter(argument -> argument.startsWith("--lang="))
                .map(argument -> argument.substring("--lang=".length()))
                .findFirst();
    return asked
        .flatMap(Language::of)
        .or(() -> Language.named(surroundings.environment()))
        .orElseGet(() -> Language.forLocale(surroundings.locale()));
  }
}
