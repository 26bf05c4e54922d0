package org.dubbelslot.cli;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.dubbelslot.crypto.LocalSeal;
import org.dubbelslot.custody.Membership;
import org.dubbelslot.custody.Overrides;
import org.dubbelslot.egress.Purpose;
import org.dubbelslot.policy.Policy;
import org.dubbelslot.transfer.Place;
import org.dubbelslot.transfer.TransferQueue;
import org.dubbelslot.words.Failure;
import org.dubbelslot.words.FailureCode;
import org.dubbelslot.workplace.MicrosoftSignIn;
import org.dubbelslot.workplace.MicrosoftSignIn.Asking;
import org.dubbelslot.workplace.MicrosoftSignIn.Reach;

/**
 * Doctor's checks of the places and of what stands between: the sign-in, the drives' hosts and
 * their clocks. Asks nobody to sign in.
 */
final class PlacesCheckup {
  /** Longer than a drive that is well takes, shorter than people wait for one line. */
  private static final Duration PLACE_LIMIT = Duration.ofSeconds(10);

  /** A sign-in and its tokens end too early or too late on a clock that is off by more. */
  private static final Duration SKEW_TOLERANCE = Duration.ofMinutes(5);

  private final Session session;
  private final Findings findings;
  private List<Place> places = List.of();

  PlacesCheckup(Session session, Findings findings) {
    this.session = session;
    this.findings = findings;
  }

  void run(Optional<Policy> policy) {
    findings.check("place", () -> places = session.workplace().places().all());
    boolean[] signedIn = new boolean[1];
    findings.check("sign-in", () -> signedIn[0] = signIn(policy));
    for (URI graph : graphs(policy)) {
      findings.check("drive", () -> drive(graph));
    }
    findings.check("place", () -> places(signedIn[0]));
    findings.check("transfers", this::transfers);
  }

  private void transfers() throws Exception {
    int left = TransferQueue.leftIn(session.services().home().state());
    if (left > 0) {
      findings.attention("transfers", "doctor.transfers.left", left);
    } else {
      findings.ok("transfers", "doctor.transfers.none");
    }
  }

  /** Whether a sign-in was tried and works. */
  private boolean signIn(Optional<Policy> policy) throws Exception {
    Optional<Reach> needed = Reach.of(places);
    if (policy.isEmpty() || !MicrosoftSignIn.isSetUp(policy.get())) {
      if (needed.isPresent()) {
        findings.fail("sign-in", Failure.of(FailureCode.SIGN_IN_NOT_SET_UP));
      } else {
        findings.ok("sign-in", "doctor.sign-in.none");
      }
      return false;
    }
    String tenant = policy.get().tenant().orElseThrow();
    if (!Files.exists(MicrosoftSignIn.file(session.services().home()))) {
      if (needed.isPresent()) {
        findings.attention("sign-in", "doctor.sign-in.not-yet", tenant);
      } else {
        findings.ok("sign-in", "doctor.sign-in.set-up", tenant);
      }
      return false;
    }
    if (!session.passphrases().isGiven()) {
      findings.ok("sign-in", "doctor.sign-in.locked", tenant);
      return false;
    }
    Membership membership =
        session.hold(
            Membership.open(
                session.services().home().folder(), Organisation.tools(session), Overrides.none()));
    LocalSeal seal = session.hold(MicrosoftSignIn.seal(membership));
    new MicrosoftSignIn(session.services(), new Terminal(session))
        .of(membership, seal, needed.orElse(Reach.OWN_DRIVE), Asking.NOT)
        .bearer();
    findings.ok("sign-in", "doctor.sign-in.works", tenant);
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
              findings.text(key, graph.getHost(), apart.abs().toMinutes()),
              findings.text("doctor.drive.clock.remedy")));
    } else {
      findings.ok("drive", "doctor.drive.answers", graph.getHost());
    }
  }

  private void places(boolean signedIn) {
    for (Place place : places) {
      if (Reach.of(place).isPresent() && !signedIn) {
        // A drive at Microsoft would ask the person to sign in; doctor asks nobody.
        findings.ok("place", "doctor.place.not-tried", place.name());
      } else {
        place(place);
      }
    }
  }

  private void place(Place place) {
    FutureTask<Void> look =
        new FutureTask<>(
            () -> {
              session.workplace(Asking.NOT).drive(place).root();
              return null;
            });
    Thread.ofVirtual().start(look);
    try {
      look.get(PLACE_LIMIT.toSeconds(), TimeUnit.SECONDS);
      findings.ok("place", "doctor.place.answers", place.name());
    } catch (TimeoutException e) {
      look.cancel(true);
      findings.fail(
          "place", Failure.of(FailureCode.PLACE_SILENT, place.name(), PLACE_LIMIT.toSeconds()));
    } catch (ExecutionException e) {
      Failure failure = session.failure(e.getCause(), Optional.empty());
      // A failure's own line names no file and no place; among results the name is needed.
      findings.add(
          new Finding(
              "place",
              Finding.State.FAILING,
              findings.text(
                  "doctor.place.failing", place.name(), failure.sentence(session.words())),
              failure.remedy(session.words()),
              Optional.of(failure)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      findings.fail("place", Failure.of(FailureCode.STOPPED, place.name()));
    }
  }
}
