package org.dubbelslot;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.dubbelslot.custody.CustodyException;
import org.dubbelslot.custody.Joined;
import org.dubbelslot.drive.graph.SignIn;
import org.dubbelslot.egress.Egress;
import org.dubbelslot.egress.EgressLog;
import org.dubbelslot.floe.FloeWorkers;
import org.dubbelslot.keys.DirectoryException;
import org.dubbelslot.keys.DirectoryReader;
import org.dubbelslot.keys.KeyDirectory;
import org.dubbelslot.keys.KeyStoreException;
import org.dubbelslot.policy.EffectivePolicy;
import org.dubbelslot.policy.PolicyException;
import org.dubbelslot.policy.PolicyReader;
import org.dubbelslot.workplace.Holdings;
import org.dubbelslot.workplace.Home;
import org.dubbelslot.workplace.Services;
import org.dubbelslot.workplace.SystemBrowser;
import org.dubbelslot.workplace.Version;

/**
 * The composition root: makes what a command or a window needs when it first asks, and closes it in
 * reverse order.
 */
public final class Assembly implements Services {
  private final Home home;
  private final Map<String, String> environment;
  private final Clock clock;
  private final Object policyLock = new Object();

  /** What everything else works with is closed last, whenever it was made. */
  private final Holdings foundations = new Holdings();

  private final Holdings held = new Holdings();
  private EffectivePolicy policy;
  private Egress egress;
  private FloeWorkers workers;

  private Assembly(Home home, Map<String, String> environment, Clock clock) {
    this.home = home;
    this.environment = environment;
    this.clock = clock;
  }

  /** For the person at this computer, with their folder at {@code home} or at its usual place. */
  public static Assembly of(Optional<Home> home) {
    Map<String, String> environment = System.getenv();
    Path userHome = Path.of(System.getProperty("user.home"));
    return new Assembly(
        home.orElseGet(() -> Home.usual(environment, userHome, System.getProperty("os.name"))),
        environment,
        Clock.systemUTC());
  }

  @Override
  public Home home() {
    return home;
  }

  @Override
  public Clock clock() {
    return clock;
  }

  @Override
  public synchronized Egress egress() {
    if (egress == null) {
      egress =
          foundations.hold(
              new Egress(
                  EgressLog.to(home.connections()), "ISV|Dubbelslot|Dubbelslot/" + Version.text()));
    }
    return egress;
  }

  @Override
  public Optional<SignIn.Browser> browser() {
    return SystemBrowser.of(environment, System.getProperty("os.name"));
  }

  @Override
  public synchronized FloeWorkers workers() {
    if (workers == null) {
      workers = foundations.hold(FloeWorkers.perProcessor());
    }
    return workers;
  }

  @Override
  public EffectivePolicy effectivePolicy()
      throws PolicyException, DirectoryException, KeyStoreException, CustodyException {
    // Reading may go through the network, for which nobody should wait who needs no policy.
    synchronized (policyLock) {
      if (policy == null) {
        boolean windows = System.getProperty("os.name").startsWith("Windows");
        PolicyReader reader = new PolicyReader();
        Optional<byte[]> organisations = organisationPolicy();
        if (organisations.isPresent()) {
          reader.organisation(organisations.get());
        }
        policy =
            reader
                .machine(PolicyReader.machineFile(environment, windows))
                .user(home.settings())
                .effective();
        egress().limit(policy.policy().uploadLimit(), policy.policy().downloadLimit());
      }
      return policy;
    }
  }

  @Override
  public void rereadPolicies() {
    synchronized (policyLock) {
      policy = null;
    }
  }

  /** From the newest verified revision at hand, which needs no network; else from the directory. */
  private Optional<byte[]> organisationPolicy()
      throws DirectoryException, KeyStoreException, CustodyException {
    Optional<Joined> joined = Joined.in(home.folder());
    if (joined.isEmpty()) {
      return Optional.empty();
    }
    DirectoryReader reader =
        new DirectoryReader(
            joined.get().directory().source(home.folder(), () -> egress().client()),
            home.folder(),
            joined.get().pin());
    Optional<KeyDirectory> known = reader.lastVerified();
    return (known.isPresent() ? known.get() : reader.read().directory()).policy();
  }

  @Override
  public <T extends AutoCloseable> T hold(T resource) {
    return held.hold(resource);
  }

  @Override
  public void close() {
    held.close();
    foundations.close();
  }
}
