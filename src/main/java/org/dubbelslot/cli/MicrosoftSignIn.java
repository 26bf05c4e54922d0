package org.dubbelslot.cli;

import java.net.URI;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import org.dubbelslot.custody.Membership;
import org.dubbelslot.drive.graph.Cloud;
import org.dubbelslot.drive.graph.SealedSignIn;
import org.dubbelslot.drive.graph.SignIn;
import org.dubbelslot.drive.graph.SignInSettings;
import org.dubbelslot.files.OwnFolders;
import org.dubbelslot.policy.Policy;
import org.dubbelslot.transfer.Place;
import org.dubbelslot.words.FailureCode;

/**
 * How the person of a session signs in to Microsoft: with the settings of the policy, by browser or
 * device code, kept under this device's key.
 */
final class MicrosoftSignIn {
  private static final String PURPOSE = "sign-in";

  private final Session session;

  MicrosoftSignIn(Session session) {
    this.session = session;
  }

  /** What is asked for: never more than the kind of place needs. */
  enum Reach {
    /** The person's own OneDrive. */
    OWN_DRIVE,
    /** Libraries and channels too. */
    SHARED_DRIVES;

    /** As far as a place needs; nothing where it needs no sign-in. */
    static Optional<Reach> of(Place place) {
      return switch (place.location()) {
        case Place.Location.Folder _ -> Optional.empty();
        case Place.Location.MyDrive(var loopback) ->
            loopback.isPresent() ? Optional.empty() : Optional.of(OWN_DRIVE);
        case Place.Location.Link(_, var loopback) ->
            loopback.isPresent() ? Optional.empty() : Optional.of(SHARED_DRIVES);
      };
    }

    /** As far as any of them needs. */
    static Optional<Reach> of(Collection<Place> places) {
      return places.stream().flatMap(place -> of(place).stream()).max(Reach::compareTo);
    }
  }

  /** How the person may be asked. */
  enum Asking {
    /** In the browser if there is one, else with a code. */
    BEST,
    /** With a code. */
    DEVICE_CODE,
    /** Not at all. */
    NOT
  }

  /** Where the sign-in is kept. */
  static Path file(Home home) {
    return home.state().resolve("sign-in");
  }

  /** Whether the policy says where to sign in, and as what. */
  static boolean isSetUp(Policy policy) {
    return policy.tenant().isPresent() && policy.clientId().isPresent();
  }

  /** Where the tenant's Graph answers. */
  static URI graph(Policy policy) {
    return cloud(policy).graph();
  }

  /**
   * A sign-in for a member.
   *
   * @throws CommandException when the policy does not say where
   */
  SignIn of(Membership membership, Reach reach, Asking asking) throws Exception {
    membership.directory().requireNotExample();
    Policy policy = session.services().policy();
    if (!isSetUp(policy)) {
      throw new CommandException(FailureCode.SIGN_IN_NOT_SET_UP);
    }
    Cloud cloud = cloud(policy);
    String tenant = policy.tenant().orElseThrow();
    String clientId = policy.clientId().orElseThrow();
    SignInSettings settings =
        switch (reach) {
          case OWN_DRIVE -> SignInSettings.ownDrive(cloud, tenant, clientId);
          case SHARED_DRIVES -> SignInSettings.sharedDrives(cloud, tenant, clientId);
        };
    OwnFolders.create(session.services().home().state());
    SealedSignIn store =
        new SealedSignIn(
            file(session.services().home()),
            session.hold(membership.localSeal(PURPOSE)),
            settings,
            () -> session.output().notice("sign-in.not-kept"));
    return new SignIn(settings, session.services().egress(), store, way(asking));
  }

  private SignIn.Way way(Asking asking) {
    SignIn.Way withCode =
        new SignIn.Way.WithDeviceCode(
            code -> session.output().notice("sign-in.code", code.verification(), code.userCode()));
    return switch (asking) {
      case NOT -> new SignIn.Way.Silently();
      case DEVICE_CODE -> withCode;
      case BEST ->
          session
              .services()
              .browser()
              .<SignIn.Way>map(
                  browser ->
                      new SignIn.Way.WithBrowser(
                          page -> {
                            browser.open(page);
                            session.output().notice("sign-in.browser");
                          },
                          session.words().text("sign-in.done-page"),
                          withCode))
              .orElse(withCode);
    };
  }

  private static Cloud cloud(Policy policy) {
    return switch (policy.cloud()) {
      case GLOBAL -> Cloud.GLOBAL;
      case USGOV -> Cloud.US_L4;
      case USGOVDOD -> Cloud.US_L5;
      case CHINA -> Cloud.CHINA;
    };
  }
}
