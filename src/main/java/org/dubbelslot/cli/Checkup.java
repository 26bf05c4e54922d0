package org.dubbelslot.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.custody.CustodianHome;
import org.dubbelslot.custody.CustodyException;
import org.dubbelslot.custody.Joined;
import org.dubbelslot.custody.Membership;
import org.dubbelslot.files.LocalFileException;
import org.dubbelslot.files.SyncedFolders;
import org.dubbelslot.keys.DeviceIdentity;
import org.dubbelslot.keys.DeviceKeys;
import org.dubbelslot.keys.DirectoryException;
import org.dubbelslot.keys.DirectoryReader;
import org.dubbelslot.keys.Grants;
import org.dubbelslot.keys.KeyCustody;
import org.dubbelslot.keys.KeyDirectory;
import org.dubbelslot.keys.KeyStoreException;
import org.dubbelslot.keys.Line;
import org.dubbelslot.keys.OrganisationKeyVersion;
import org.dubbelslot.policy.EffectivePolicy;
import org.dubbelslot.words.Failure;
import org.dubbelslot.words.FailureCode;
import org.dubbelslot.workplace.Version;

/**
 * Doctor's checks. Each finds what it can on its own: one that fails keeps no other from being
 * made. Nothing is changed, nobody is asked, and keys are unlocked only where that needs no
 * passphrase or one was given.
 */
final class Checkup {
  /** Clocks of custodian and employee may differ by this much without anything being wrong. */
  private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(10);

  private static final Duration EXPIRES_SOON = Duration.ofDays(30);

  private static final Set<PosixFilePermission> OWNERS =
      EnumSet.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);

  private final Session session;
  private final Path home;
  private final Findings findings;

  Checkup(Session session) {
    this.session = session;
    this.home = session.services().home().folder();
    this.findings = new Findings(session);
  }

  /** Makes all checks. */
  List<Finding> findings() {
    findings.ok("program", "doctor.program", Version.text(), Runtime.version().toString());
    findings.check("home", this::home);
    findings.check("synchronised", this::synchronisedHome);
    findings.check("organisation", this::organisation);
    Optional<EffectivePolicy> policy = policy();
    new PlacesCheckup(session, findings).run(policy.map(EffectivePolicy::policy));
    return findings.all();
  }

  private void home() throws Exception {
    if (!Files.exists(home)) {
      findings.ok("home", "doctor.home.none", home);
      return;
    }
    if (!Files.isDirectory(home) || !Files.isReadable(home) || !Files.isWritable(home)) {
      throw LocalFileException.whileWriting(home, new AccessDeniedException(home.toString()));
    }
    List<Path> open = new ArrayList<>();
    for (String name : List.of("", "device.key", "device.age", "custodian.age")) {
      if (isOpenToOthers(home.resolve(name))) {
        open.add(home.resolve(name));
      }
    }
    if (open.isEmpty()) {
      findings.ok("home", "doctor.home.private", home);
    } else {
      findings.attention("home", "doctor.home.open", open.getFirst(), home);
    }
  }

  private static boolean isOpenToOthers(Path path) throws IOException {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix")
        && Files.exists(path)
        && !OWNERS.containsAll(Files.getPosixFilePermissions(path));
  }

  private void synchronisedHome() {
    Optional<Path> folder = SyncedFolders.ofThisComputer().covering(home);
    if (folder.isPresent()) {
      findings.attention("synchronised", "doctor.synchronised.yes", folder.get());
    } else {
      findings.ok("synchronised", "doctor.synchronised.no");
    }
  }

  private void organisation() throws Exception {
    Optional<Joined> joined = Joined.in(home);
    if (joined.isEmpty()) {
      findings.attention("organisation", "doctor.organisation.none");
      return;
    }
    findings.ok(
        "organisation",
        "doctor.organisation.joined",
        joined.get().pin().organisation().text(),
        joined.get().directory().text());
    DirectoryReader reader = Membership.reader(home, Organisation.tools(session));
    KeyDirectory[] read = new KeyDirectory[1];
    findings.check("directory", () -> read[0] = directory(reader));
    if (read[0] != null) {
      findings.check("clock", () -> clock(read[0]));
      findings.check("device", () -> device(reader, read[0]));
      findings.check("custody", () -> custody(read[0]));
    }
  }

  private KeyDirectory directory(DirectoryReader reader) throws DirectoryException {
    DirectoryReader.View view = reader.read();
    KeyDirectory directory = view.directory();
    Instant now = session.services().clock().instant();
    Instant expires = directory.organisation().expires();
    String name = directory.organisation().name();
    if (directory.expired(now)) {
      findings.failing("directory", new DirectoryException.Expired(expires));
    } else if (view.trouble().isPresent()) {
      Failure failure = session.failure(view.trouble().get(), Optional.empty());
      findings.add(
          Finding.attention(
              "directory",
              findings.text("doctor.directory.trouble", directory.revision())
                  + " "
                  + failure.sentence(session.words()),
              failure.remedy(session.words())));
    } else if (expires.isBefore(now.plus(EXPIRES_SOON))) {
      findings.attention(
          "directory", "doctor.directory.expires-soon", name, directory.revision(), expires);
    } else {
      findings.ok("directory", "doctor.directory.current", name, directory.revision(), expires);
    }
    return directory;
  }

  /** The directory was made in the past: a clock that says otherwise is behind. */
  private void clock(KeyDirectory directory) {
    Instant now = session.services().clock().instant();
    Instant issued = directory.organisation().issued();
    if (now.plus(CLOCK_TOLERANCE).isBefore(issued)) {
      findings.fail("clock", Failure.of(FailureCode.CLOCK_BEHIND, now, issued));
    } else {
      findings.ok("clock", "doctor.clock.plausible", now);
    }
  }

  private void device(DirectoryReader reader, KeyDirectory directory) throws Exception {
    DeviceKeys keys = new DeviceKeys(home);
    if (!keys.exist()) {
      if (new CustodianHome(home).exists()) {
        findings.ok("device", "doctor.device.custodian-only");
      } else {
        findings.attention("device", "doctor.device.none");
      }
      return;
    }
    boolean example = directory.organisation().example();
    if (!keys.areProtected() && !example) {
      throw new KeyStoreException.UnprotectedRefused();
    }
    Kid device = keys.kid();
    if (directory.memberOf(device).isEmpty()) {
      findings.attention("device", "doctor.device.not-admitted");
      return;
    }
    if (!directory.isActive(device) || reader.suspension(directory, device).isPresent()) {
      throw new CustodyException.Stopped();
    }
    Grants grants = new Grants(home);
    int missing = 0;
    for (Kid due : Grants.due(directory, device)) {
      missing += grants.has(due) ? 0 : 1;
    }
    boolean unlocked = !keys.areProtected() || session.passphrases().isGiven();
    if (unlocked) {
      open(keys, example, grants, Grants.due(directory, device));
    }
    String how = keys.areProtected() ? (unlocked ? "unlocked" : "locked") : "unprotected";
    String found = findings.text("doctor.device." + how, device.text());
    if (missing > 0) {
      findings.add(
          Finding.attention(
              "device",
              found + " " + findings.text("doctor.device.missing", missing),
              findings.text("doctor.device.missing.remedy")));
    } else {
      findings.add(Finding.ok("device", found));
    }
  }

  /** Whether every grant that is here opens. */
  private void open(DeviceKeys keys, boolean example, Grants grants, List<Kid> due)
      throws KeyStoreException {
    try (DeviceIdentity identity =
        keys.unlock(example, Organisation.tools(session).passphrases())) {
      for (Kid kid : due) {
        grants.open(kid, identity).ifPresent(grant -> grant.close());
      }
    }
  }

  private void custody(KeyDirectory directory) throws Exception {
    OrganisationKeyVersion active =
        directory.active(Line.MAIN).orElseThrow(CustodyException.NoOrganisationKey::new);
    String kind = findings.text("doctor.custody." + Organisation.word(active.custody().kind()));
    boolean needed =
        active.custody().kind() == KeyCustody.Kind.FOLDER && new DeviceKeys(home).exist();
    if (needed && !new Grants(home).has(active.kid())) {
      findings.attention("custody", "doctor.custody.not-granted", kind, active.kid().text());
    } else {
      findings.ok("custody", "doctor.custody.here", kind, active.kid().text());
    }
  }

  private Optional<EffectivePolicy> policy() {
    EffectivePolicy policy;
    try {
      policy = session.services().effectivePolicy();
    } catch (Exception e) {
      findings.failing("policy", e);
      return Optional.empty();
    }
    List<String> refused =
        policy.decisions().stream()
            .filter(decision -> !decision.refused().isEmpty())
            .map(decision -> decision.setting().name())
            .toList();
    if (refused.isEmpty()) {
      findings.ok("policy", "doctor.policy.followed");
    } else {
      findings.attention("policy", "doctor.policy.refused", String.join(", ", refused));
    }
    return Optional.of(policy);
  }
}
