package org.dubbelslot.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.dubbelslot.drive.HurriedPause;
import org.dubbelslot.drive.Pause;
import org.dubbelslot.egress.Egress;
import org.dubbelslot.egress.EgressLog;
import org.dubbelslot.floe.FloeWorkers;
import org.dubbelslot.policy.EffectivePolicy;
import org.dubbelslot.policy.PolicyException;
import org.dubbelslot.policy.PolicyReader;
import org.dubbelslot.workplace.Home;
import org.dubbelslot.workplace.Services;

/** One command, run inside the test with its own surroundings. */
public final class Run {
  private final Path home;
  private final Map<String, String> environment = new HashMap<>();
  private final Deque<String> answers = new ArrayDeque<>();
  private final List<String> questions = new ArrayList<>();
  private byte[] input = {};
  private boolean terminal;
  private Clock clock = Clock.systemUTC();

  /** A command of the person whose folder {@code home} is. */
  public Run(Path home) {
    this.home = home;
  }

  /** Sets an environment variable. */
  public Run environment(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** What stands on standard input. */
  public Run input(byte[] bytes) {
    input = bytes;
    return this;
  }

  /** What time it is. */
  public Run clock(Clock other) {
    clock = other;
    return this;
  }

  /** Somebody sits at the terminal and gives these answers in turn, then hangs up. */
  public Run answers(String... lines) {
    terminal = true;
    answers.addAll(List.of(lines));
    return this;
  }

  /** Runs it to its end. */
  public Outcome run(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Surroundings surroundings =
        new Surroundings(
            environment,
            Locale.ENGLISH,
            new ByteArrayInputStream(input),
            out,
            err,
            UTF_8,
            terminal ? Optional.of(new Person()) : Optional.empty(),
            false);
    int exit = new Cli(surroundings, ignored -> new PlainServices(home, clock)).run(arguments);
    return new Outcome(exit, out.toString(UTF_8), err.toString(UTF_8), List.copyOf(questions));
  }

  /** Exit status, both outputs, and what was asked. */
  public record Outcome(int exit, String out, String err, List<String> questions) {}

  private final class Person implements Surroundings.Asker {
    @Override
    public Optional<String> line(String question) {
      questions.add(question);
      return Optional.ofNullable(answers.poll());
    }

    @Override
    public Optional<char[]> secret(String question) {
      return line(question).map(String::toCharArray);
    }
  }

  private static final class PlainServices implements Services {
    private final Path folder;
    private final Clock clock;
    private final Pause pause = new HurriedPause();
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    PlainServices(Path folder, Clock clock) {
      this.folder = folder;
      this.clock = clock;
    }

    @Override
    public Home home() {
      return new Home(folder);
    }

    @Override
    public Clock clock() {
      return clock;
    }

    /** Nobody wants to wait for a test. */
    @Override
    public Pause pause() {
      return pause;
    }

    @Override
    public Egress egress() {
      return foundation(new Egress(EgressLog.inMemory(), "test"));
    }

    @Override
    public FloeWorkers workers() {
      return foundation(FloeWorkers.pool(2));
    }

    @Override
    public EffectivePolicy effectivePolicy() throws PolicyException {
      return new PolicyReader().user(home().settings()).effective();
    }

    @Override
    public <T extends AutoCloseable> T hold(T resource) {
      open.push(resource);
      return resource;
    }

    /** What others work with is closed last. */
    private <T extends AutoCloseable> T foundation(T resource) {
      open.addLast(resource);
      return resource;
    }

    @Override
    public void close() {
      for (AutoCloseable resource : open) {
        try {
          resource.close();
        } catch (Exception e) {
          throw new AssertionError("a resource did not close", e);
        }
      }
    }
  }
}
