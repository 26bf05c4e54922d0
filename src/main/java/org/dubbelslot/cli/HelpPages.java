package org.dubbelslot.cli;

import org.dubbelslot.words.Words;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The help page of each command, in the person's language. */
final class HelpPages {
  private HelpPages() {}

  /** Gives every command its line of usage, in which the parser's own would be English. */
  static void prepare(CommandLine commandLine, Words words) {
    CommandSpec spec = commandLine.getCommandSpec();
    spec.usageMessage().sortOptions(false).customSynopsis(synopsis(spec, words));
    commandLine.getSubcommands().values().forEach(one -> prepare(one, words));
  }

  /** The page of one command. */
  static String of(CommandLine command) {
    return command.getUsageMessage(Ansi.OFF);
  }

  /** What must be given stands there by name; what may be given is listed below. */
  private static String synopsis(CommandSpec spec, Words words) {
    StringBuilder synopsis = new StringBuilder(spec.qualifiedName());
    for (OptionSpec option : spec.options()) {
      if (option.required()) {
        synopsis.append(' ').append(option.longestName()).append(' ').append(option.paramLabel());
      }
    }
    synopsis.append(' ').append(words.text("help.options"));
    for (PositionalParamSpec positional : spec.positionalParameters()) {
      String label = positional.paramLabel() + (positional.arity().max() > 1 ? "..." : "");
      synopsis.append(' ').append(positional.required() ? label : "[" + label + "]");
    }
    if (!spec.subcommands().isEmpty()) {
      synopsis.append(' ').append(words.text("help.command"));
    }
    return synopsis.toString();
  }
}
