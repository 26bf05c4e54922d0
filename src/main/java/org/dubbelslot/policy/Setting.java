package org.dubbelslot.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.dubbelslot.crypto.Kid;

/**
 * One thing that can be decided: its name in every policy file, what values it has and which is
 * stricter, who may decide it, and what holds when nobody does. {@link #ALL} is the only list of
 * them; the sentence that describes each has the key {@code setting.<name>}.
 *
 * @param <T> the value's type
 */
public final class Setting<T> {
  /** In kilobytes a second: more than any line carries. */
  public static final int NO_LIMIT = 1_000_000;

  private static final int LEAST_RATE = 32;
  private static final Set<Source> ANYBODY =
      Set.of(Source.ORGANISATION, Source.MACHINE, Source.USER);
  private static final Set<Source> ORGANISATION = Set.of(Source.ORGANISATION);

  private static final Set<String> ALGORITHMS = Set.of("HPKE-X-Wing", "RSA-OAEP-256");
  private static final Pattern FINGERPRINT = Pattern.compile("[A-Za-z0-9_-]{16,128}");
  private static final Pattern ENTRA = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]{0,127}");

  /** Files without a valid signature of their sealer do not open. */
  public static final Setting<Boolean> REQUIRE_SIGNATURE =
      new Setting<>("requireSignature", Kinds.flag(true), ANYBODY, false);

  /** Every file gets a second lock to the organisation's backup key. */
  public static final Setting<Boolean> REQUIRE_BACKUP_LOCK =
      new Setting<>("requireBackupLock", Kinds.flag(true), ANYBODY, false);

  /** The shortest RSA key of the organisation to which files are sealed, in bits. */
  public static final Setting<Integer> MIN_RSA_BITS =
      new Setting<>("minRsaBits", Kinds.atLeast(2048, 16384), ANYBODY, 3072);

  /** The algorithms of organisation keys to which files are sealed. */
  public static final Setting<Set<String>> ALLOWED_ALGORITHMS =
      new Setting<>("algorithms", Kinds.someOf(ALGORITHMS), ANYBODY, ALGORITHMS);

  /** How long halves and content keys stay in memory, in minutes. */
  public static final Setting<Integer> CACHE_MINUTES =
      new Setting<>("cacheMinutes", Kinds.atMost(0, 15), ANYBODY, 15);

  /** How long name keys stay in memory, in minutes. */
  public static final Setting<Integer> NAME_CACHE_MINUTES =
      new Setting<>("nameCacheMinutes", Kinds.atMost(0, 480), ANYBODY, 480);

  /** The kinds of documents and how long each is kept. */
  public static final Setting<List<DocumentClass>> CLASSES =
      new Setting<>("classes", Kinds.documentClasses(), ORGANISATION, List.of());

  /** Which of these kinds Teams' recordings are of. */
  public static final Setting<String> RECORDINGS_CLASS =
      new Setting<>("recordingsClass", Kinds.text(text -> !text.isBlank()), ORGANISATION, null);

  /** What everybody accepts before the first use. */
  public static final Setting<RulesOfUse> RULES_OF_USE =
      new Setting<>("rulesOfUse", Kinds.rulesOfUse(), ORGANISATION, null);

  /** Where the organisation's key directory is: an https URL or a folder. */
  public static final Setting<String> DIRECTORY =
      new Setting<>("directory", Kinds.text(Setting::isAddress), ANYBODY, null);

  /** The only organisation this computer belongs to. */
  public static final Setting<String> PINNED_ORGANISATION =
      new Setting<>("organisation", Kinds.text(Setting::isKid), ANYBODY, null);

  /** The fingerprint of that organisation's first set of custodians. */
  public static final Setting<String> PINNED_CUSTODIANS =
      new Setting<>("custodians", Kinds.text(matches(FINGERPRINT)), ANYBODY, null);

  /** The organisation's Microsoft tenant: its id or domain. */
  public static final Setting<String> TENANT =
      new Setting<>("tenant", Kinds.text(matches(ENTRA)), ANYBODY, null);

  /** The application's registration in that tenant. */
  public static final Setting<String> CLIENT_ID =
      new Setting<>("clientId", Kinds.text(matches(ENTRA)), ANYBODY, null);

  /** Which of Microsoft's clouds the tenant is in. */
  public static final Setting<String> CLOUD =
      new Setting<>("cloud", Kinds.text(Setting::isCloud), ANYBODY, Cloud.GLOBAL.text());

  /** Nothing is opened into a folder that a sync client sends on. */
  public static final Setting<Boolean> REFUSE_SYNCHRONISED_TARGETS =
      new Setting<>("refuseSynchronisedTargets", Kinds.flag(true), ANYBODY, true);

  /** Copies that other programs open are named neutrally, because those remember names. */
  public static final Setting<Boolean> NEUTRAL_COPY_NAMES =
      new Setting<>("neutralCopyNames", Kinds.flag(true), ANYBODY, false);

  /** How many files are carried at once, at the most. */
  public static final Setting<Integer> PARALLEL_TRANSFERS =
      new Setting<>("parallelTransfers", Kinds.atMost(1, 32), ANYBODY, 8);

  /** How much goes to drives in a second, at the most, in kilobytes of 1000 bytes. */
  public static final Setting<Integer> UPLOAD_LIMIT =
      new Setting<>(
          "uploadKilobytesPerSecond", Kinds.atMost(LEAST_RATE, NO_LIMIT), ANYBODY, NO_LIMIT);

  /** How much comes from drives in a second, at the most, in kilobytes of 1000 bytes. */
  public static final Setting<Integer> DOWNLOAD_LIMIT =
      new Setting<>(
          "downloadKilobytesPerSecond", Kinds.atMost(LEAST_RATE, NO_LIMIT), ANYBODY, NO_LIMIT);

  /** After how many minutes in which nobody touches it the window locks. */
  public static final Setting<Integer> LOCK_AFTER_MINUTES =
      new Setting<>("lockAfterMinutes", Kinds.atMost(1, 480), ANYBODY, 15);

  /** A person may open a file whose sealer is unknown or revoked, after saying so. */
  public static final Setting<Boolean> ALLOW_UNKNOWN_SIGNERS =
      new Setting<>("allowUnknownSigners", Kinds.flag(false), ANYBODY, true);

  /** Every setting there is, in the order in which they are shown. */
  public static final List<Setting<?>> ALL =
      List.of(
          DIRECTORY,
          PINNED_ORGANISATION,
          PINNED_CUSTODIANS,
          TENANT,
          CLIENT_ID,
          CLOUD,
          REQUIRE_SIGNATURE,
          ALLOW_UNKNOWN_SIGNERS,
          REQUIRE_BACKUP_LOCK,
          ALLOWED_ALGORITHMS,
          MIN_RSA_BITS,
          CACHE_MINUTES,
          NAME_CACHE_MINUTES,
          LOCK_AFTER_MINUTES,
          REFUSE_SYNCHRONISED_TARGETS,
          NEUTRAL_COPY_NAMES,
          PARALLEL_TRANSFERS,
          UPLOAD_LIMIT,
          DOWNLOAD_LIMIT,
          CLASSES,
          RECORDINGS_CLASS,
          RULES_OF_USE);

  private final String name;
  private final Kind<T> kind;
  private final Set<Source> deciders;
  private final Optional<T> defaultValue;

  private Setting(String name, Kind<T> kind, Set<Source> deciders, T defaultValue) {
    this.name = name;
    this.kind = kind;
    this.deciders = deciders;
    this.defaultValue = Optional.ofNullable(defaultValue);
  }

  /** As it stands in every policy file. */
  public String name() {
    return name;
  }

  /** Whether {@code source} may decide it at all. */
  public boolean mayBeDecidedBy(Source source) {
    return deciders.contains(source);
  }

  /** What holds when nobody decides; nothing where there is no such value. */
  public Optional<T> defaultValue() {
    return defaultValue;
  }

  /** A value as it stands in a policy file. */
  public JsonNode write(T value) {
    return kind.write(value);
  }

  /**
   * Whether a person may ask for {@code asked} where {@code limit} holds without them: the same, or
   * something stricter.
   */
  public boolean isWithin(T limit, T asked) {
    return kind.tighten(limit, asked).equals(asked);
  }

  Optional<T> read(JsonNode json) {
    return kind.read(json);
  }

  T tighten(T above, T asked) {
    return kind.tighten(above, asked);
  }

  boolean allowsNothing(T value) {
    return kind.allowsNothing(value);
  }

  private static Predicate<String> matches(Pattern pattern) {
    return text -> pattern.matcher(text).matches();
  }

  private static boolean isKid(String text) {
    try {
      return new Kid(text).text().equals(text);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean isCloud(String text) {
    return Arrays.stream(Cloud.values())
        .map(Cloud::text)
        .collect(Collectors.toSet())
        .contains(text);
  }

  private static boolean isAddress(String text) {
    if (text.isBlank()) {
      return false;
    }
    String lower = text.toLowerCase(Locale.ROOT);
    try {
      return lower.startsWith("https://")
          ? URI.create(text).getHost() != null
          : !lower.contains("://") && Path.of(text).isAbsolute();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
