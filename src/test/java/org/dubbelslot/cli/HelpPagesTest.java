package org.dubbelslot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.dubbelslot.words.Language;
import org.dubbelslot.words.Words;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/** Every command explains itself, every option says what it is for, each with an example. */
class HelpPagesTest {
  @ParameterizedTest
  @EnumSource(Language.class)
  void everyCommandSaysWhatItDoesAndGivesAnExample(Language language) {
    for (CommandSpec spec : commands(language)) {
      assertThat(spec.usageMessage().header()).as(spec.qualifiedName()).isNotEmpty();
      assertThat(spec.usageMessage().footer())
          .as(spec.qualifiedName())
          .isNotEmpty()
          .anyMatch(line -> line.contains("dubbelslot"));
    }
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void everyArgumentSaysWhatItIsFor(Language language) {
    for (CommandSpec spec : commands(language)) {
      for (ArgSpec argument : spec.args()) {
        assertThat(argument.description())
            .as("%s %s", spec.qualifiedName(), argument)
            .isNotEmpty()
            .noneMatch(String::isBlank);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void everyPageCanBePrinted(Language language) {
    Words words = Words.in(language);
    for (CommandSpec spec : commands(language)) {
      assertThat(HelpPages.of(spec.commandLine()))
          .as(spec.qualifiedName())
          .contains(words.text("usage.synopsisHeading").strip())
          .doesNotContain("null");
    }
  }

  @Test
  void noCommandIsExplainedThatDoesNotExist() {
    Set<String> known = new HashSet<>();
    for (CommandSpec spec : commands(Language.EN)) {
      String name = spec.qualifiedName(".");
      known.addAll(
          List.of(name + ".usage.header", name + ".usage.footer", name + ".usage.description"));
      spec.options()
          .forEach(
              option ->
                  Stream.of(option.names())
                      .forEach(one -> known.add(name + "." + one.replaceFirst("^-+", ""))));
      spec.args().forEach(argument -> known.add(String.valueOf(argument.descriptionKey())));
    }
    assertThat(
            Words.in(Language.EN).bundle().keySet().stream()
                .filter(key -> key.startsWith("dubbelslot.")))
        .isSubsetOf(known);
  }

  private static List<CommandSpec> commands(Language language) {
    List<CommandSpec> found = new ArrayList<>();
    collect(Cli.commandLine(new RootCommand(), Words.in(language)), found);
    return found;
  }

  private static void collect(CommandLine command, List<CommandSpec> found) {
    found.add(command.getCommandSpec());
    command.getSubcommands().values().forEach(one -> collect(one, found));
  }
}
