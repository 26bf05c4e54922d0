package org.dubbelslot.workplace;

import java.net.URI;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import org.dubbelslot.crypto.LocalSeal;
import org.dubbelslot.custody.Membership;
import org.dubbelslot.drive.DriveException;
import org.dubbelslot.drive.graph.Cloud;
import org.dubbelslot.drive.graph.SealedSignIn;
import org.dubbelslot.drive.graph.SignIn;
import org.dubbelslot.drive.graph.SignInSettings;
import org.dubbelslot.files.OwnFolders;
import org.dubbelslot.policy.Policy;
import org.dubbelslot.transfer.Place;

/**
 * How a person signs in to Microsoft: with the settings of the policy, by browser or device code,
 * kept under this device's key.
 */
public final class MicrosoftSignIn {
  private static final String PURPOSE = "sign-in";

  private final Services services;
  private final Person person;

  /** For that person. */
  public MicrosoftSignIn(Services services, Person person) {
    this.services = services;
    this.person = person;
  }

  /** What is asked for: never more than the kind of place needs. */
  public enum Reach {
    /** The person's own OneDrive. */
    OWN_DRIVE,
    /** Libraries and channels too. */
    SHARED_DRIVES,
    /** Searching for libraries and channels by name; no place needs it once it was added. */
    FINDING_PLACES;

    /** As far as a place needs; nothing where it needs no sign-in. */
    public static Optional<Reach> of(Place place) {
      return switch (place.location()) {
        case Place.Location.Folder _ -> Optional.empty();
        case Place.Location.MyDrive(var loopback) ->
            loopback.isPresent() ? Optional.empty() : Optional.of(OWN_DRIVE);
        case Place.Location.Link(_, var loopback) ->
            loopback.isPresent() ? Optional.empty() : Optional.of(SHARED_DRIVES);
      };
    }

    /** As far as any of them needs. */
    public static Optional<Reach> of(Collection<Place> places) {
      return places.stream().flatMap(place -> of(place).stream()).max(Reach::compareTo);
    }
  }

  /** How the person may be asked. */
  public enum Asking {
    /** In the browser if there is one, else with a code. */
    BEST,
    /** With a code. */
    DEVICE_CODE,
    /** Not at all. */
    NOT
  }

  /** Where the sign-in is kept; there only while somebody is signed in. */
  public static Path file(Home home) {
    return home.state().resolve("sign-in");
  }

  /** Whether the policy says where to sign in, and as what. */
  public static boolean isSetUp(Policy policy) {
    return policy.tenant().isPresent() && policy.clientId().isPresent();
  }

  /** Where the tenant's Graph answers. */
  public static URI graph(Policy policy) {
    return cloud(policy).graph();
  }

  /** What the sign-in is kept under; the caller closes it. */
  public static LocalSeal seal(Membership membership) {
    return membership.localSeal(PURPOSE);
  }

  /**
   * A sign-in for a member; nobody is asked before its first {@link SignIn#bearer}.
   *
   * @param seal what it is kept under; stays the caller's to close, after the last use
   * @throws DriveException.SignInNotSetUp when the policy does not say where
   * @throws Exception when the policy cannot be had, or this is an example organisation
   */
  public SignIn of(Membership membership, LocalSeal seal, Reach reach, Asking asking)
      throws Exception {
    membership.directory().requireNotExample();
    Policy policy = services.policy();
    if (!isSetUp(policy)) {
      throw new DriveException.SignInNotSetUp();
    }
    Cloud cloud = cloud(policy);
    String tenant = policy.tenant().orElseThrow();
    String clientId = policy.clientId().orElseThrow();
    SignInSettings settings =
        switch (reach) {
          case OWN_DRIVE -> SignInSettings.ownDrive(cloud, tenant, clientId);
          case SHARED_DRIVES -> SignInSettings.sharedDrives(cloud, tenant, clientId);
          case FINDING_PLACES -> SignInSettings.findingPlaces(cloud, tenant, clientId);
        };
    OwnFolders.create(services.home().state());
    SealedSignIn store =
        new SealedSignIn(
            file(services.home()), seal, settings, () -> person.notice(new Notice.SignInNotKept()));
    return new SignIn(settings, services.egress(), store, way(asking));
  }

  private SignIn.Way way(Asking asking) {
    SignIn.Way withCode =
        new SignIn.Way.WithDeviceCode(
            code ->
                person.notice(
                    new Notice.SignInWithCode(
                        code.verification(), code.userCode(), code.expires())));
    return switch (asking) {
      case NOT -> new SignIn.Way.Silently();
      case DEVICE_CODE -> withCode;
      case BEST ->
          services
              .browser()
              .<SignIn.Way>map(
                  browser ->
                      new SignIn.Way.WithBrowser(
                          page -> {
                            browser.open(page);
                            person.notice(new Notice.SignInInBrowser());
                          },
                          person.words().text("sign-in.done-page"),
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
