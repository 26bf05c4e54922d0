package org.dubbelslot;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import org.dubbelslot.cli.Home;
import org.dubbelslot.cli.Services;
import org.dubbelslot.cli.SystemBrowser;
import org.dubbelslot.cli.Version;
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

/**
 * The composition root: makes what a command needs when it first asks, and closes it in reverse
 * order.
 */
public final class Assembly implements Services {
  private final Home home;
  private final Map<String, String> environment;
  private final Clock clock;
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
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
          hold(
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
      workers = hold(FloeWorkers.perProcessor());
    }
    return workers;
  }

  @Override
  public synchronized EffectivePolicy effectivePolicy()
      throws PolicyException, DirectoryException, KeyStoreException, CustodyException {
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
    }
    return policy;
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
  public synchronized <T extends AutoCloseable> T hold(T resource) {
    open.push(resource);
    return resource;
  }

  @Override
  public void close() {
    AutoCloseable next;
    while ((next = next()) != null) {
      try {
        next.close();
      } catch (Exception e) {
        System.getLogger(Assembly.class.getName())
            .log(System.Logger.Level.WARNING, "a resource did not close", e);
      }
    }
  }

  private synchronized AutoCloseable next() {
    return open.poll();
  }
}
