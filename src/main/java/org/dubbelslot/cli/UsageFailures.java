package org.dubbelslot.cli;

import java.util.stream.Collectors;
import org.dubbelslot.words.Failure;
import org.dubbelslot.words.FailureCode;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.MutuallyExclusiveArgsException;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Gives what the parser found its place in the list of failures. */
final class UsageFailures {
  private UsageFailures() {}

  static Failure of(ParameterException e) {
    String command = e.getCommandLine().getCommandSpec().qualifiedName();
    return switch (e) {
      case UnmatchedArgumentException unmatched -> {
        String argument = unmatched.getUnmatched().getFirst();
        if (unmatched.isUnknownOption()) {
          yield Failure.of(FailureCode.UNKNOWN_OPTION, argument, command);
        }
        yield e.getCommandLine().getSubcommands().isEmpty()
            ? Failure.of(FailureCode.UNEXPECTED_ARGUMENT, command)
            : Failure.of(FailureCode.UNKNOWN_COMMAND, argument, command);
      }
      case MissingParameterException missing ->
          Failure.of(
              FailureCode.MISSING_ARGUMENT,
              missing.getMissing().stream()
                  .map(UsageFailures::name)
                  .collect(Collectors.joining(", ")),
              command);
      case MutuallyExclusiveArgsException exclusive ->
          Failure.of(FailureCode.EXCLUSIVE_OPTIONS, names(exclusive));
      case OverwrittenOptionException twice ->
          Failure.of(FailureCode.OPTION_TWICE, name(twice.getOverwritten()));
      default -> {
        String argument = e.getArgSpec() == null ? command : name(e.getArgSpec());
        yield e.getArgSpec() == null || e.getValue() == null
            ? Failure.of(FailureCode.MISSING_ARGUMENT, argument, command)
            : Failure.of(FailureCode.BAD_VALUE, argument, e.getValue(), command);
      }
    };
  }

  private static String name(ArgSpec argument) {
    return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
  }

  /** The parser tells them only in its sentence: {@code Error: --a, --b are mutually …}. */
  private static String names(MutuallyExclusiveArgsException e) {
    return e.getMessage().replaceAll(" are mutually exclusive.*", "").replaceAll("^[^-<]*", "");
  }
}
