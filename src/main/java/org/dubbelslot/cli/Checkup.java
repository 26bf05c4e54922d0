package org.dubbelslot.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.dubbelslot.cli.MicrosoftSignIn.Reach;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.custody.CustodianHome;
import org.dubbelslot.custody.CustodyException;
import org.dubbelslot.custody.Joined;
import org.dubbelslot.custody.Membership;
import org.dubbelslot.custody.Overrides;
import org.dubbelslot.egress.Purpose;
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

  /** A sign-in and its tokens end too early or too late on a clock that is off by more. */
  private static final Duration SKEW_TOLERANCE = Duration.ofMinutes(5);

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
  private List<Place> places = List.of();

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
    Optional<Policy> rules = policy.map(EffectivePolicy::policy);
    check("place", this::list);
    boolean[] signedIn = new boolean[1];
    check("sign-in", () -> signedIn[0] = signIn(rules));
    for (URI graph : graphs(rules)) {
      check("drive", () -> drive(graph));
    }
    check("place", () -> places(signedIn[0]));
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

  private void list() throws IOException {
    places = new Workplace(session).places().all();
  }

  /** Whether a sign-in was tried and works. */
  private boolean signIn(Optional<Policy> policy) throws Exception {
    Optional<Reach> needed = Reach.of(places);
    if (policy.isEmpty() || !MicrosoftSignIn.isSetUp(policy.get())) {
      if (needed.isPresent()) {
        fail("sign-in", Failure.of(FailureCode.SIGN_IN_NOT_SET_UP));
      } else {
        ok("sign-in", "doctor.sign-in.none");
      }
      return false;
    }
    String tenant = policy.get().tenant().orElseThrow();
    if (!Files.exists(MicrosoftSignIn.file(session.services().home()))) {
      if (needed.isPresent()) {
        attention("sign-in", "doctor.sign-in.not-yet", tenant);
      } else {
        ok("sign-in", "doctor.sign-in.set-up", tenant);
      }
      return false;
    }
    if (!session.passphrases().isGiven()) {
      ok("sign-in", "doctor.sign-in.locked", tenant);
      return false;
    }
    Membership membership =
        session.hold(Membership.open(home, Workplace.tools(session), Overrides.none()));
    new MicrosoftSignIn(session)
        .of(membership, needed.orElse(Reach.OWN_DRIVE), MicrosoftSignIn.Asking.NOT)
        .bearer();
    ok("sign-in", "doctor.sign-in.works", tenant);
    return true;
  }

  /** The Graphs that places are reached through. */
  private Set<URI> graphs(Optional<Policy> policy) {
    Set<URI> graphs = new LinkedHashSet<>();
    for (Place place : places) {
      if (Reach.of(place).isPresent()) {
        policy.filter(MicrosoftSignIn::isSetUp).map(MicrosoftSignIn::graph).ifPresent(graphs::add);
      } else {
        loopback(place).map(Place.Loopback::graph).ifPresent(graphs::add);
      }
    }
    return graphs;
  }

  private static Optional<Place.Loopback> loopback(Place place) {
    return switch (place.location()) {
      case Place.Location.Folder _ -> Optional.empty();
      case Place.Location.MyDrive(var loopback) -> loopback;
      case Place.Location.Link(_, var loopback) -> loopback;
    };
  }

  /** Whether the drive's host answers anybody, and what time it is there. */
  private void drive(URI graph) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(graph + "/me"))
            .timeout(PLACE_LIMIT)
            .method("HEAD", HttpRequest.BodyPublishers.noBody())
            .build();
    HttpResponse<Void> answer =
        session
            .services()
            .egress()
            .client()
            .send(request, Purpose.METADATA, HttpResponse.BodyHandlers.discarding());
    Instant here = session.services().clock().instant();
    Optional<Instant> there =
        answer
            .headers()
            .firstValue("Date")
            .map(date -> Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date)));
    Duration apart = there.map(time -> Duration.between(time, here)).orElse(Duration.ZERO);
    if (apart.abs().compareTo(SKEW_TOLERANCE) > 0) {
      String key = apart.isNegative() ? "doctor.drive.clock-behind" : "doctor.drive.clock-ahead";
      findings.add(
          Finding.attention(
              "drive",
              text(key, graph.getHost(), apart.abs().toMinutes()),
              text("doctor.drive.clock.remedy")));
    } else {
      ok("drive", "doctor.drive.answers", graph.getHost());
    }
  }

  private void places(boolean signedIn) {
    for (Place place : places) {
      if (Reach.of(place).isPresent() && !signedIn) {
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
              new Workplace(session, MicrosoftSignIn.Asking.NOT).drive(place).root();
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
