package org.dubbelslot.policy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.dubbelslot.crypto.Kid;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyReaderTest {
  @TempDir Path folder;

  @Test
  void nobodyDecidedAnything() throws Exception {
    EffectivePolicy effective = effective(null, null, null);

    assertThat(effective.policy()).isEqualTo(Policy.defaults());
    assertThat(effective.decisions()).allMatch(decision -> decision.source() == Source.DEFAULT);
    assertThat(effective.policy().minRsaBits()).isEqualTo(3072);
    assertThat(effective.policy().cache()).isEqualTo(Duration.ofMinutes(15));
    assertThat(effective.policy().refuseSynchronisedTargets()).isTrue();
  }

  @Test
  void everySettingHasItsDecisionInOrder() throws Exception {
    assertThat(effective(null, null, null).decisions().stream().<Object>map(Decision::setting))
        .containsExactlyElementsOf(Setting.ALL);
  }

  /** A tight value above, a loose one below, for every setting that can be loosened. */
  static List<Loosening> loosenings() {
    return List.of(
        new Loosening("requireSignature", "true", "false"),
        new Loosening("allowUnknownSigners", "false", "true"),
        new Loosening("requireBackupLock", "true", "false"),
        new Loosening("algorithms", "[\"HPKE-X-Wing\"]", "[\"HPKE-X-Wing\",\"RSA-OAEP-256\"]"),
        new Loosening("minRsaBits", "4096", "2048"),
        new Loosening("cacheMinutes", "5", "10"),
        new Loosening("nameCacheMinutes", "60", "61"),
        new Loosening("lockAfterMinutes", "5", "15"),
        new Loosening("refuseSynchronisedTargets", "true", "false"),
        new Loosening("neutralCopyNames", "true", "false"),
        new Loosening("parallelTransfers", "2", "9"),
        new Loosening("uploadKilobytesPerSecond", "500", "501"),
        new Loosening("downloadKilobytesPerSecond", "500", "501"),
        new Loosening("directory", "\"https://keys.example/d\"", "\"https://evil.example/d\""),
        new Loosening("organisation", kid('0'), kid('1')),
        new Loosening("custodians", "\"abcdefghijklmnop\"", "\"bbcdefghijklmnop\""),
        new Loosening("tenant", "\"a.example\"", "\"b.example\""),
        new Loosening("clientId", "\"a\"", "\"b\""),
        new Loosening("cloud", "\"usgov\"", "\"global\""));
  }

  record Loosening(String setting, String tight, String loose) {}

  @ParameterizedTest
  @MethodSource("loosenings")
  void theMachineCannotLoosenWhatTheOrganisationDecided(Loosening one) throws Exception {
    assertStands(one, effective(tight(one), loose(one), null), Source.ORGANISATION, Source.MACHINE);
  }

  @ParameterizedTest
  @MethodSource("loosenings")
  void thePersonCannotLoosenWhatTheMachineDecided(Loosening one) throws Exception {
    assertStands(one, effective(null, tight(one), loose(one)), Source.MACHINE, Source.USER);
  }

  @ParameterizedTest
  @MethodSource("loosenings")
  void thePersonCannotLoosenWhatTheOrganisationDecided(Loosening one) throws Exception {
    assertStands(one, effective(tight(one), null, loose(one)), Source.ORGANISATION, Source.USER);
  }

  @Test
  void everySettingThatAnybodyDecidesIsTried() {
    Set<String> tried = loosenings().stream().map(Loosening::setting).collect(Collectors.toSet());
    assertThat(Setting.ALL.stream().filter(setting -> setting.mayBeDecidedBy(Source.USER)))
        .allMatch(setting -> tried.contains(setting.name()));
  }

  private void assertStands(
      Loosening one, EffectivePolicy effective, Source decider, Source asker) {
    Decision<?> decision = decision(effective, one.setting());
    assertThat(decision.json().orElseThrow()).hasToString(one.tight());
    assertThat(decision.source()).isEqualTo(decider);
    assertThat(decision.refused()).hasSize(1).allMatch(refusal -> refusal.source() == asker);
  }

  @ParameterizedTest
  @CsvSource({
    "requireSignature,false,true",
    "allowUnknownSigners,true,false",
    "requireBackupLock,false,true",
    "minRsaBits,3072,4096",
    "cacheMinutes,10,0"
  })
  void everybodyBelowMayTighten(String setting, String loose, String tight) throws Exception {
    EffectivePolicy effective = effective(json(setting, loose), null, json(setting, tight));

    Decision<?> decision = decision(effective, setting);
    assertThat(decision.json().orElseThrow()).hasToString(tight);
    assertThat(decision.source()).isEqualTo(Source.USER);
    assertThat(decision.refused()).isEmpty();
  }

  @Test
  void thePersonCannotLoosenTheDefaultsButTheAdministratorCan() throws Exception {
    String loose = "{\"refuseSynchronisedTargets\":false,\"minRsaBits\":2048}";

    assertThat(effective(null, null, loose).policy()).isEqualTo(Policy.defaults());
    Policy byMachine = effective(null, loose, null).policy();
    assertThat(byMachine.refuseSynchronisedTargets()).isFalse();
    assertThat(byMachine.minRsaBits()).isEqualTo(2048);
  }

  @Test
  void theLimitIsWhatHoldsWithoutThePerson() throws Exception {
    EffectivePolicy effective =
        effective("{\"lockAfterMinutes\":10}", null, "{\"lockAfterMinutes\":5,\"cacheMinutes\":1}");

    assertThat(effective.decision(Setting.LOCK_AFTER_MINUTES).limit()).hasValue(10);
    assertThat(effective.decision(Setting.CACHE_MINUTES).limit()).hasValue(15);
    assertThat(decision(effective, "tenant").limit()).isEmpty();
    assertThat(effective.policy().lockAfter()).isEqualTo(Duration.ofMinutes(5));
    assertThat(Setting.LOCK_AFTER_MINUTES.isWithin(10, 10)).isTrue();
    assertThat(Setting.LOCK_AFTER_MINUTES.isWithin(10, 11)).isFalse();
    assertThat(Setting.ALLOW_UNKNOWN_SIGNERS.isWithin(true, false)).isTrue();
    assertThat(Setting.ALLOW_UNKNOWN_SIGNERS.isWithin(false, true)).isFalse();
  }

  @Test
  void whoeverRepeatsADecisionDidNotMakeIt() throws Exception {
    EffectivePolicy effective =
        effective("{\"cacheMinutes\":5}", "{\"cacheMinutes\":5}", "{\"cacheMinutes\":5}");

    assertThat(decision(effective, "cacheMinutes").source()).isEqualTo(Source.ORGANISATION);
    assertThat(decision(effective, "cacheMinutes").refused()).isEmpty();
  }

  @Test
  void theOrganisationDecidesClassesAndRules() throws Exception {
    Policy policy =
        effective(
                """
                {"classes":[{"name":"Personeelsdossier","keep":"P2Y"},{"name":"Overig"}],
                 "rulesOfUse":{"version":"3","nl":"Lees dit.","en":"Read this."},
                 "organisation":%s, "someNewerSetting":1}\
                """
                    .formatted(kid('0')),
                null,
                null)
            .policy();

    assertThat(policy.classes())
        .containsExactly(
            new DocumentClass("Personeelsdossier", Period.ofYears(2)),
            new DocumentClass("Overig", Period.ZERO));
    assertThat(policy.rulesOfUse()).contains(new RulesOfUse("3", "Lees dit.", "Read this."));
    assertThat(policy.organisation().map(Kid::text)).contains("0".repeat(26));
  }

  @Nested
  class Refuses {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "{\"requireSignature\":\"true\"}",
          "{\"minRsaBits\":2047}",
          "{\"minRsaBits\":99999999999}",
          "{\"cacheMinutes\":16}",
          "{\"cacheMinutes\":-1}",
          "{\"algorithms\":[]}",
          "{\"algorithms\":[\"none\"]}",
          "{\"algorithms\":\"HPKE-X-Wing\"}",
          "{\"directory\":\"http://keys.example\"}",
          "{\"directory\":\"relative/folder\"}",
          "{\"directory\":\"https://\"}",
          "{\"organisation\":\"short\"}",
          "{\"cloud\":\"mars\"}",
          "{\"tenant\":null}"
        })
    void impossibleValues(String json) {
      assertThatExceptionOfType(PolicyException.BadValue.class)
          .isThrownBy(() -> effective(null, json, null))
          .matches(e -> e.source() == Source.MACHINE);
    }

    @Test
    void aSlipOfThePenInAFile() {
      assertThatExceptionOfType(PolicyException.UnknownSetting.class)
          .isThrownBy(() -> effective(null, "{\"requireSignatures\":true}", null))
          .matches(e -> e.name().equals("requireSignatures"));
    }

    @Test
    void whatOnlyTheOrganisationDecides() {
      assertThatExceptionOfType(PolicyException.UnknownSetting.class)
          .isThrownBy(() -> effective(null, null, "{\"classes\":[]}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{", "{}{}", "{\"cacheMinutes\":5,\"cacheMinutes\":6}"})
    void whatIsNotOneObject(String json) {
      assertThatExceptionOfType(PolicyException.Malformed.class)
          .isThrownBy(() -> effective(null, json, null));
    }

    @Test
    void whatIsNoFile() throws IOException {
      Files.createDirectories(folder.resolve("machine.json"));
      assertThatExceptionOfType(PolicyException.Unreadable.class)
          .isThrownBy(() -> new PolicyReader().machine(folder.resolve("machine.json")));
    }

    @Test
    void whenNothingIsLeft() {
      assertThatExceptionOfType(PolicyException.NothingLeft.class)
          .isThrownBy(
              () ->
                  effective(
                      "{\"algorithms\":[\"HPKE-X-Wing\"]}",
                      "{\"algorithms\":[\"RSA-OAEP-256\"]}",
                      null));
    }
  }

  @Test
  void aFileMayEndInALineBreak() throws Exception {
    assertThat(effective(null, "\n{\"cacheMinutes\":5}\n", null).policy().cache())
        .isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void theMachineFileLiesWhereAdministratorsLook() {
    assertThat(PolicyReader.machineFile(Map.of(), false))
        .isEqualTo(Path.of("/etc/dubbelslot/policy.json"));
    assertThat(PolicyReader.machineFile(Map.of("ProgramData", "/data"), true))
        .isEqualTo(Path.of("/data/Dubbelslot/policy.json"));
  }

  private EffectivePolicy effective(String organisation, String machine, String user)
      throws Exception {
    PolicyReader reader = new PolicyReader();
    if (organisation != null) {
      reader.organisation(organisation.getBytes(UTF_8));
    }
    return reader.machine(file("machine", machine)).user(file("user", user)).effective();
  }

  private Path file(String name, String json) throws IOException {
    Path file = folder.resolve(name + ".json");
    if (json != null) {
      Files.writeString(file, json, UTF_8);
    }
    return file;
  }

  private static Decision<?> decision(EffectivePolicy effective, String setting) {
    Optional<Decision<?>> found =
        effective.decisions().stream()
            .filter(decision -> decision.setting().name().equals(setting))
            .findFirst();
    return found.orElseThrow();
  }

  private static String tight(Loosening one) {
    return json(one.setting(), one.tight());
  }

  private static String loose(Loosening one) {
    return json(one.setting(), one.loose());
  }

  private static String json(String setting, String value) {
    return "{\"" + setting + "\":" + value + "}";
  }

  private static String kid(char digit) {
    return "\"" + String.valueOf(digit).repeat(25) + "0\"";
  }
}
