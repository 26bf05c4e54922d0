package org.dubbelslot.workplace;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import org.dubbelslot.drive.HurriedPause;
import org.dubbelslot.drive.Pause;
import org.dubbelslot.egress.Egress;
import org.dubbelslot.egress.EgressLog;
import org.dubbelslot.floe.FloeWorkers;
import org.dubbelslot.policy.EffectivePolicy;
import org.dubbelslot.policy.PolicyException;
import org.dubbelslot.policy.PolicyReader;

/** The program's services around one home, without policies of others. */
public final class TestServices implements Services {
  private final Home home;
  private final Clock clock;
  private final Supplier<Optional<byte[]>> organisation;
  private final Holdings held = new Holdings();
  private final Egress egress;
  private final FloeWorkers workers = FloeWorkers.pool(2);
  private Pause pause = Pause.real();
  private Optional<EffectivePolicy> read = Optional.empty();

  public TestServices(Path home, Clock clock) {
    this(home, clock, Optional.empty(), Optional::empty);
  }

  /** With the policy that the organisation has now, if it has one. */
  public TestServices(Path home, Clock clock, Supplier<Optional<byte[]>> organisation) {
    this(home, clock, Optional.empty(), organisation);
  }

  /** Whose connections are recorded in a file. */
  public TestServices(Path home, Clock clock, Optional<Path> connections) {
    this(home, clock, connections, Optional::empty);
  }

  private TestServices(
      Path home, Clock clock, Optional<Path> connections, Supplier<Optional<byte[]>> organisation) {
    this.home = new Home(home);
    this.clock = clock;
    this.organisation = organisation;
    this.egress = new Egress(connections.map(EgressLog::to).orElseGet(EgressLog::inMemory), "test");
  }

  @Override
  public Home home() {
    return home;
  }

  @Override
  public Clock clock() {
    return clock;
  }

  /** The same, in which waiting for a drive takes no time. */
  public TestServices hurried() {
    pause = new HurriedPause();
    return this;
  }

  @Override
  public Pause pause() {
    return pause;
  }

  @Override
  public Egress egress() {
    return egress;
  }

  @Override
  public FloeWorkers workers() {
    return workers;
  }

  @Override
  public synchronized EffectivePolicy effectivePolicy() throws PolicyException {
    if (read.isEmpty()) {
      read = Optional.of(effective());
    }
    return read.get();
  }

  /** As the program's own: a policy counts until somebody has them read anew. */
  @Override
  public synchronized void rereadPolicies() {
    read = Optional.empty();
  }

  private EffectivePolicy effective() throws PolicyException {
    PolicyReader reader = new PolicyReader();
    Optional<byte[]> decided = organisation.get();
    if (decided.isPresent()) {
      reader.organisation(decided.get());
    }
    return reader.user(home.settings()).effective();
  }

  @Override
  public <T extends AutoCloseable> T hold(T resource) {
    return held.hold(resource);
  }

  @Override
  public void close() {
    held.close();
    workers.close();
    egress.close();
  }
}
