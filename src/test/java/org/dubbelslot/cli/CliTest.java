package org.dubbelslot.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dubbelslot.cli.Run.Outcome;
import org.dubbelslot.workplace.Home;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CliTest {
  @TempDir Path home;

  @Nested
  class CalledWrongly {
    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            ''                          | DS-005: Say what is to be done.
            policy                      | DS-005: Say what is to be done.
            seel                        | DS-003: There is no command seel.
            policy shw                  | DS-003: There is no command shw.
            policy show --foo           | DS-001: There is no option --foo.
            policy show extra           | DS-002: There is one argument too many.
            --lang de policy show       | DS-006: --lang cannot have the value de.
            policy show --lang          | DS-004: --lang is missing.
            policy show --json --json   | DS-008: --json was given more than once.
            completion --passphrase-file a --passphrase-fd 3 | DS-007: These do not go together
            """)
    void tellsWhatIsWrongInOneLine(String arguments, String expected) {
      Outcome outcome = run(arguments);

      assertThat(outcome.err())
          .startsWith("dubbelslot: " + expected)
          .hasLineCount(1)
          .doesNotContain("null", "{");
      assertThat(outcome.out()).isEmpty();
      assertThat(outcome.exit()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"--lang nl policy show --foo", "policy --foo show --lang=nl", "seel --lang nl"})
    void tellsItInTheLanguageAskedFor(String arguments) {
      assertThat(run(arguments).err()).contains("bestaat niet");
    }

    @Test
    void tellsItInTheLanguageOfTheEnvironment() {
      Outcome outcome = new Run(home).environment("DUBBELSLOT_LANG", "nl").run("seel");

      assertThat(outcome.err())
          .isEqualTo(
              "dubbelslot: DS-003: De opdracht seel bestaat niet."
                  + " Met dubbelslot --help ziet u welke opdrachten er zijn.\n");
    }
  }

  @Test
  void aCommandsNameMayBeTheValueOfAnOption() {
    assertThat(run("--passphrase-file=put policy show").exit()).isZero();
    assertThat(run("policy show put").err()).startsWith("dubbelslot: DS-002: ");
  }

  @Test
  void namesThatBeginWithAnAtSignAreNames() {
    assertThat(run("policy show @extra").err()).startsWith("dubbelslot: DS-002: ");
  }

  @Test
  void versionIsOneLine() {
    assertThat(run("--version").out()).matches("dubbelslot \\d+\\.\\d+\\.\\d+\\S*\n");
  }

  @Nested
  class PolicyShow {
    @Test
    void tellsValueAndSource() throws IOException {
      Files.writeString(new Home(home).settings(), "{\"cacheMinutes\":5}", UTF_8);

      Outcome outcome = run("policy show");

      assertThat(outcome.exit()).isZero();
      assertThat(outcome.out().lines())
          .anyMatch(line -> line.matches("SETTING +VALUE +DECIDED BY +MEANING"))
          .anyMatch(line -> line.matches("cacheMinutes +5 +Your settings +.*"))
          .anyMatch(line -> line.matches("minRsaBits +3072 +Dubbelslot +.*"));
    }

    @Test
    void tellsWhatWasRefused() throws IOException {
      Files.writeString(new Home(home).settings(), "{\"refuseSynchronisedTargets\":false}", UTF_8);

      assertThat(run("policy show").out())
          .endsWith(
              "Your settings asked for a looser refuseSynchronisedTargets; Dubbelslot stands.\n");
    }

    @Test
    void isJsonWhenAsked() throws IOException {
      Files.writeString(new Home(home).settings(), "{\"minRsaBits\":2048}", UTF_8);

      JsonNode settings = JsonMapper.builder().build().readTree(run("policy show --json").out());

      JsonNode one = null;
      for (JsonNode setting : settings) {
        one = setting.get("setting").textValue().equals("minRsaBits") ? setting : one;
      }
      assertThat(one)
          .hasToString(
              "{\"setting\":\"minRsaBits\",\"value\":3072,\"source\":\"default\","
                  + "\"refused\":[{\"source\":\"user\",\"asked\":2048}]}");
    }

    @Test
    void refusesADamagedFile() throws IOException {
      Files.writeString(new Home(home).settings(), "{\"minRsaBits\":", UTF_8);

      Outcome outcome = run("policy show");

      assertThat(outcome.err()).startsWith("dubbelslot: DS-442: Your settings is damaged");
      assertThat(outcome.exit()).isEqualTo(1);
    }
  }

  @Test
  void completionIsForBash() {
    assertThat(run("completion").out()).startsWith("#!/usr/bin/env bash").contains("policy");
  }

  private Outcome run(String arguments) {
    return new Run(home).run(arguments.isEmpty() ? new String[0] : arguments.split(" "));
  }
}
