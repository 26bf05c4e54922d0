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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
import org.dubbelslot.policy.Policy;
import org.dubbelslot.transfer.Place;
import org.dubbelslot.words.Failure;
import org.dubbelslot.words.FailureCode;

/**
 * Doctor's checks. Each finds what it can on its own: one that fails keeps no other from being
 * made. Nothing is changed, nobody is asked, and keys are unlocked only where that needs no
 * passphrase or one was given.
 */
final class Checkup {
  /** Clocks of custodian and employee may differ by this much without anything being wrong. */
  private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(10);

  private static final Duration EXPIRES_SOON = Duration.ofDays(30);

  /** Longer than a drive that is well takes, shorter than people wait for one line. */
  private static final Duration PLACE_LIMIT = Duration.ofSeconds(10);

  private static final Set<PosixFilePermission> OWNERS =
      EnumSet.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);

  private final Session session;
  private final Path home;
  private final List<Finding> findings = new ArrayList<>();

  Checkup(Session session) {
    this.session = session;
    this.home = session.services().home().folder();
  }

  /** Makes all checks. */
  List<Finding> findings() {
    ok("program", "doctor.program", Version.text(), Runtime.version().toString());
    check("home", this::home);
    check("synchronised", this::synchronisedHome);
    check("organisation", this::organisation);
    Optional<EffectivePolicy> policy = policy();
    check("sign-in", () -> signIn(policy.map(EffectivePolicy::policy)));
    check("place", this::places);
    return List.copyOf(findings);
  }

  /** A check; whatever it throws is what it found. */
  @FunctionalInterface
  private interface Check {
    void run() throws Exception;
  }

  private void check(String name, Check check) {
    try {
      check.run();
    } catch (OutputClosedException e) {
      throw e;
    } catch (Exception e) {
      failing(name, e);
    }
  }

  private void home() throws Exception {
    if (!Files.exists(home)) {
      ok("home", "doctor.home.none", home);
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
      ok("home", "doctor.home.private", home);
    } else {
      attention("home", "doctor.home.open", open.getFirst(), home);
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
      attention("synchronised", "doctor.synchronised.yes", folder.get());
    } else {
      ok("synchronised", "doctor.synchronised.no");
    }
  }

  private void organisation() throws Exception {
    Optional<Joined> joined = Joined.in(home);
    if (joined.isEmpty()) {
      attention("organisation", "doctor.organisation.none");
      return;
    }
    ok(
        "organisation",
        "doctor.organisation.joined",
        joined.get().pin().organisation().text(),
        joined.get().directory().text());
    DirectoryReader reader = Membership.reader(home, Workplace.tools(session));
    KeyDirectory[] read = new KeyDirectory[1];
    check("directory", () -> read[0] = directory(reader));
    if (read[0] != null) {
      check("clock", () -> clock(read[0]));
      check("device", () -> device(reader, read[0]));
      check("custody", () -> custody(read[0]));
    }
  }

  private KeyDirectory directory(DirectoryReader reader) throws DirectoryException {
    DirectoryReader.View view = reader.read();
    KeyDirectory directory = view.directory();
    Instant now = session.services().clock().instant();
    Instant expires = directory.organisation().expires();
    String name = directory.organisation().name();
    if (directory.expired(now)) {
      failing("directory", new DirectoryException.Expired(expires));
    } else if (view.trouble().isPresent()) {
      Failure failure = session.failure(view.trouble().get(), Optional.empty());
      findings.add(
          Finding.attention(
              "directory",
              text("doctor.directory.trouble", directory.revision())
                  + " "
                  + failure.sentence(session.words()),
              failure.remedy(session.words())));
    } else if (expires.isBefore(now.plus(EXPIRES_SOON))) {
      attention("directory", "doctor.directory.expires-soon", name, directory.revision(), expires);
    } else {
      ok("directory", "doctor.directory.current", name, directory.revision(), expires);
    }
    return directory;
  }

  /** The directory was made in the past: a clock that says otherwise is behind. */
  private void clock(KeyDirectory directory) {
    Instant now = session.services().clock().instant();
    Instant issued = directory.organisation().issued();
    if (now.plus(CLOCK_TOLERANCE).isBefore(issued)) {
      fail("clock", Failure.of(FailureCode.CLOCK_BEHIND, now, issued));
    } else {
      ok("clock", "doctor.clock.plausible", now);
    }
  }

  private void device(DirectoryReader reader, KeyDirectory directory) throws Exception {
    DeviceKeys keys = new DeviceKeys(home);
    if (!keys.exist()) {
      if (new CustodianHome(home).exists()) {
        ok("device", "doctor.device.custodian-only");
      } else {
        attention("device", "doctor.device.none");
      }
      return;
    }
    boolean example = directory.organisation().example();
    if (!keys.areProtected() && !example) {
      throw new KeyStoreException.UnprotectedRefused();
    }
    Kid device = keys.kid();
    if (directory.memberOf(device).isEmpty()) {
      attention("device", "doctor.device.not-admitted");
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
    String found = text("doctor.device." + how, device.text());
    if (missing > 0) {
      findings.add(
          Finding.attention(
              "device",
              found + " " + text("doctor.device.missing", missing),
              text("doctor.device.missing.remedy")));
    } else {
      findings.add(Finding.ok("device", found));
    }
  }

  /** Whether every grant that is here opens. */
  private void open(DeviceKeys keys, boolean example, Grants grants, List<Kid> due)
      throws KeyStoreException {
    try (DeviceIdentity identity = keys.unlock(example, Workplace.tools(session).passphrases())) {
      for (Kid kid : due) {
        grants.open(kid, identity).ifPresent(grant -> grant.close());
      }
    }
  }

  private void custody(KeyDirectory directory) throws Exception {
    OrganisationKeyVersion active =
        directory.active(Line.MAIN).orElseThrow(CustodyException.NoOrganisationKey::new);
    String kind = text("doctor.custody." + Organisation.word(active.custody().kind()));
    boolean needed =
        active.custody().kind() == KeyCustody.Kind.FOLDER && new DeviceKeys(home).exist();
    if (needed && !new Grants(home).has(active.kid())) {
      attention("custody", "doctor.custody.not-granted", kind, active.kid().text());
    } else {
      ok("custody", "doctor.custody.here", kind, active.kid().text());
    }
  }

  private Optional<EffectivePolicy> policy() {
    EffectivePolicy policy;
    try {
      policy = session.services().effectivePolicy();
    } catch (Exception e) {
      failing("policy", e);
      return Optional.empty();
    }
    List<String> refused =
        policy.decisions().stream()
            .filter(decision -> !decision.refused().isEmpty())
            .map(decision -> decision.setting().name())
            .toList();
    if (refused.isEmpty()) {
      ok("policy", "doctor.policy.followed");
    } else {
      attention("policy", "doctor.policy.refused", String.join(", ", refused));
    }
    return Optional.of(policy);
  }

  private void signIn(Optional<Policy> policy) throws IOException {
    boolean setUp =
        policy
            .map(known -> known.tenant().isPresent() && known.clientId().isPresent())
            .orElse(false);
    if (setUp) {
      ok("sign-in", "doctor.sign-in.set-up", policy.orElseThrow().tenant().orElseThrow());
    } else if (new Workplace(session).places().all().stream().anyMatch(Checkup::needsSignIn)) {
      fail("sign-in", Failure.of(FailureCode.SIGN_IN_NOT_SET_UP));
    } else {
      ok("sign-in", "doctor.sign-in.none");
    }
  }

  private static boolean needsSignIn(Place place) {
    return switch (place.location()) {
      case Place.Location.Folder _ -> false;
      case Place.Location.MyDrive(var loopback) -> loopback.isEmpty();
      case Place.Location.Link(_, var loopback) -> loopback.isEmpty();
    };
  }

  private void places() throws IOException {
    for (Place place : new Workplace(session).places().all()) {
      if (needsSignIn(place)) {
        // A drive at Microsoft would ask the person to sign in; doctor asks nobody.
        ok("place", "doctor.place.not-tried", place.name());
      } else {
        place(place);
      }
    }
  }

  private void place(Place place) {
    FutureTask<Void> look =
        new FutureTask<>(
            () -> {
              new Workplace(session).drive(place).root();
              return null;
            });
    Thread.ofVirtual().start(look);
    try {
      look.get(PLACE_LIMIT.toSeconds(), TimeUnit.SECONDS);
      ok("place", "doctor.place.answers", place.name());
    } catch (TimeoutException e) {
      look.cancel(true);
      fail("place", Failure.of(FailureCode.PLACE_SILENT, place.name(), PLACE_LIMIT.toSeconds()));
    } catch (ExecutionException e) {
      Failure failure = session.failure(e.getCause(), Optional.empty());
      // A failure's own line names no file and no place; among results the name is needed.
      findings.add(
          new Finding(
              "place",
              Finding.State.FAILING,
              text("doctor.place.failing", place.name(), failure.sentence(session.words())),
              failure.remedy(session.words()),
              Optional.of(failure)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      fail("place", Failure.of(FailureCode.STOPPED, place.name()));
    }
  }

  private void ok(String check, String key, Object... arguments) {
    findings.add(Finding.ok(check, text(key, arguments)));
  }

  private void attention(String check, String key, Object... arguments) {
    findings.add(Finding.attention(check, text(key, arguments), text(key + ".remedy", arguments)));
  }

  private void failing(String check, Exception thrown) {
    fail(check, session.failure(thrown, Optional.empty()));
  }

  private void fail(String check, Failure failure) {
    findings.add(Finding.failing(check, failure, session.words()));
  }

  private String text(String key, Object... arguments) {
    return session.words().text(key, arguments);
  }
}
