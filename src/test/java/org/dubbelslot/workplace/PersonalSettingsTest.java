package org.dubbelslot.workplace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import org.dubbelslot.policy.Decision;
import org.dubbelslot.policy.EffectivePolicy;
import org.dubbelslot.policy.PolicyException;
import org.dubbelslot.policy.PolicyReader;
import org.dubbelslot.policy.Setting;
import org.dubbelslot.policy.Source;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A person’s own settings")
class PersonalSettingsTest {
  private @TempDir Path folder;
  private Home home;
  private PersonalSettings settings;

  @BeforeEach
  void make() throws Exception {
    home = new Home(folder.resolve("home"));
    settings = new PersonalSettings(home);
    Files.writeString(folder.resolve("machine.json"), "{\"lockAfterMinutes\":10}");
  }

  private EffectivePolicy effective() throws Exception {
    return new PolicyReader()
        .machine(folder.resolve("machine.json"))
        .user(home.settings())
        .effective();
  }

  private Decision<Integer> lockAfter() throws Exception {
    return effective().decision(Setting.LOCK_AFTER_MINUTES);
  }

  @Test
  @DisplayName("tighten what was decided, and loosen it again up to that")
  void tighten() throws Exception {
    settings.ask(lockAfter(), 5);
    assertThat(lockAfter().value()).hasValue(5);
    assertThat(lockAfter().source()).isEqualTo(Source.USER);

    settings.ask(lockAfter(), 10);
    assertThat(lockAfter().value()).hasValue(10);
    assertThat(lockAfter().source()).isEqualTo(Source.MACHINE);
    assertThat(home.settings()).hasContent("{}");
  }

  @Test
  @DisplayName("never loosen it, and leave the file as it was")
  void neverLoosen() throws Exception {
    settings.ask(lockAfter(), 5);
    assertThatExceptionOfType(PolicyException.Looser.class)
        .isThrownBy(() -> settings.ask(lockAfter(), 11));
    assertThat(home.settings()).hasContent("{\"lockAfterMinutes\":5}");
  }

  @Test
  @DisplayName("keep what else stands there")
  void keepOthers() throws Exception {
    Files.createDirectories(home.folder());
    Files.writeString(home.settings(), "{\"tenant\":\"a.example\"}\n");
    settings.ask(lockAfter(), 1);
    assertThat(home.settings()).hasContent("{\"tenant\":\"a.example\",\"lockAfterMinutes\":1}");
  }

  @Test
  @DisplayName("are not written over where they cannot be read")
  void damaged() throws Exception {
    Decision<Integer> decision = lockAfter();
    Files.createDirectories(home.folder());
    Files.writeString(home.settings(), "{\"tenant\":");
    assertThatExceptionOfType(PolicyException.Malformed.class)
        .isThrownBy(() -> settings.ask(decision, 1));
    assertThat(home.settings()).hasContent("{\"tenant\":");
  }
}
