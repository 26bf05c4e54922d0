package org.dubbelslot.policy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.dubbelslot.crypto.Kid;

/**
 * Everything that holds for this person on this computer.
 *
 * @param requireSignature files without a valid signature do not open
 * @param allowUnknownSigners a person may open a file whose sealer is unknown or revoked, after
 *     saying so
 * @param requireBackupLock every file gets a second lock to the organisation's backup key
 * @param algorithms of organisation keys to which files are sealed, as in the sealed file
 * @param minRsaBits the shortest RSA key to which files are sealed
 * @param cache how long halves and content keys stay in memory
 * @param nameCache how long name keys stay in memory
 * @param lockAfter how long nobody may touch the window before it locks
 * @param refuseSynchronisedTargets nothing is opened into a folder that a sync client sends on
 * @param neutralCopyNames copies that other programs open are named neutrally
 * @param parallelTransfers how many files are carried at once, at the most
 * @param uploadLimit how many bytes a second go to drives, at the most
 * @param downloadLimit how many bytes a second come from drives, at the most
 * @param classes the organisation's kinds of documents
 * @param recordingsClass the name of the kind that Teams' recordings are of
 * @param rulesOfUse what everybody accepts before the first use
 * @param directory where the key directory is: an https URL or a folder
 * @param organisation the only organisation this computer belongs to
 * @param custodians the fingerprint of its first set of custodians
 * @param tenant the Microsoft tenant, id or domain
 * @param clientId the application's registration in that tenant
 * @param cloud which of Microsoft's clouds
 */
public record Policy(
    boolean requireSignature,
    boolean allowUnknownSigners,
    boolean requireBackupLock,
    Set<String> algorithms,
    int minRsaBits,
    Duration cache,
    Duration nameCache,
    Duration lockAfter,
    boolean refuseSynchronisedTargets,
    boolean neutralCopyNames,
    int parallelTransfers,
    long uploadLimit,
    long downloadLimit,
    List<DocumentClass> classes,
    Optional<String> recordingsClass,
    Optional<RulesOfUse> rulesOfUse,
    Optional<String> directory,
    Optional<Kid> organisation,
    Optional<String> custodians,
    Optional<String> tenant,
    Optional<String> clientId,
    Cloud cloud) {
  private static final long BYTES_PER_KILOBYTE = 1000;

  /** What holds when nobody decided anything. */
  public static Policy defaults() {
    List<Decision<?>> decisions = new ArrayList<>();
    for (Setting<?> setting : Setting.ALL) {
      decisions.add(undecided(setting));
    }
    return of(new EffectivePolicy(decisions));
  }

  /** The kind of document that a recording of Teams is, where the organisation decided that. */
  public Optional<DocumentClass> recordings() {
    return recordingsClass.flatMap(
        name -> classes.stream().filter(one -> one.name().equals(name)).findFirst());
  }

  static Policy of(EffectivePolicy effective) {
    return new Policy(
        effective.require(Setting.REQUIRE_SIGNATURE),
        effective.require(Setting.ALLOW_UNKNOWN_SIGNERS),
        effective.require(Setting.REQUIRE_BACKUP_LOCK),
        effective.require(Setting.ALLOWED_ALGORITHMS),
        effective.require(Setting.MIN_RSA_BITS),
        Duration.ofMinutes(effective.require(Setting.CACHE_MINUTES)),
        Duration.ofMinutes(effective.require(Setting.NAME_CACHE_MINUTES)),
        Duration.ofMinutes(effective.require(Setting.LOCK_AFTER_MINUTES)),
        effective.require(Setting.REFUSE_SYNCHRONISED_TARGETS),
        effective.require(Setting.NEUTRAL_COPY_NAMES),
        effective.require(Setting.PARALLEL_TRANSFERS),
        effective.require(Setting.UPLOAD_LIMIT) * BYTES_PER_KILOBYTE,
        effective.require(Setting.DOWNLOAD_LIMIT) * BYTES_PER_KILOBYTE,
        effective.require(Setting.CLASSES),
        effective.value(Setting.RECORDINGS_CLASS),
        effective.value(Setting.RULES_OF_USE),
        effective.value(Setting.DIRECTORY),
        effective.value(Setting.PINNED_ORGANISATION).map(Kid::new),
        effective.value(Setting.PINNED_CUSTODIANS),
        effective.value(Setting.TENANT),
        effective.value(Setting.CLIENT_ID),
        Cloud.valueOf(effective.require(Setting.CLOUD).toUpperCase(Locale.ROOT)));
  }

  private static <T> Decision<T> undecided(Setting<T> setting) {
    return new Decision<>(
        setting, setting.defaultValue(), Source.DEFAULT, List.of(), setting.defaultValue());
  }
}
