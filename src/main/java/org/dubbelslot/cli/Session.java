package org.dubbelslot.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.dubbelslot.words.Failure;
import org.dubbelslot.words.FailureCode;
import org.dubbelslot.words.Failures;
import org.dubbelslot.words.Words;
import org.dubbelslot.workplace.MicrosoftSignIn;
import org.dubbelslot.workplace.Services;
import org.dubbelslot.workplace.Workplace;

/** What a command works with while it runs. */
public final class Session {
  private final Words words;
  private final Output output;
  private final Services services;
  private final Passphrases passphrases;
  private final Surroundings surroundings;
  private final Services.Factory factory;
  private final boolean yes;

  Session(
      Words words,
      Output output,
      Services services,
      Passphrases passphrases,
      Surroundings surroundings,
      Services.Factory factory,
      boolean yes) {
    this.words = words;
    this.output = output;
    this.services = services;
    this.passphrases = passphrases;
    this.surroundings = surroundings;
    this.factory = factory;
    this.yes = yes;
  }

  /** The sentences of the person's language. */
  public Words words() {
    return words;
  }

  /** Where everything is printed. */
  public Output output() {
    return output;
  }

  /** Home, policy, clock and whatever else is made once for a command. */
  public Services services() {
    return services;
  }

  /** Where passphrases come from. */
  public Passphrases passphrases() {
    return passphrases;
  }

  /** Standard input. */
  public InputStream input() {
    return surroundings.in();
  }

  /**
   * Runs another command as if it had been typed, in this language and without a person to ask, and
   * keeps what it prints.
   */
  public Nested run(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Surroundings quiet =
        new Surroundings(
            Map.of("DUBBELSLOT_LANG", words.language().tag()),
            surroundings.locale(),
            InputStream.nullInputStream(),
            out,
            err,
            StandardCharsets.UTF_8,
            Optional.empty(),
            false);
    int exit = new Cli(quiet, factory).run(arguments);
    return new Nested(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /**
   * What another command did.
   *
   * @param exit its exit status
   * @param out what it printed on standard output
   * @param err what it printed on standard error
   */
  public record Nested(int exit, String out, String err) {}

  /** What this command works with where it is about files; closed with the session. */
  public Workplace workplace() {
    return workplace(MicrosoftSignIn.Asking.BEST);
  }

  /** As above, and the person is asked to sign in only so. */
  Workplace workplace(MicrosoftSignIn.Asking asking) {
    return hold(new Workplace(services, new Terminal(this), asking));
  }

  /** Closes {@code resource} at the latest when the command ends or Ctrl+C is pressed. */
  public <T extends AutoCloseable> T hold(T resource) {
    return services.hold(resource);
  }

  /**
   * Asks for consent to {@code key}, a question, unless {@code --yes} was given.
   *
   * @return whether the person consents; without a terminal nobody is asked
   * @throws CommandException when there is nobody to ask
   */
  public boolean confirm(String key, Object... arguments) throws CommandException {
    if (yes) {
      return true;
    }
    output.flush();
    Surroundings.Asker asker =
        surroundings
            .asker()
            .orElseThrow(() -> new CommandException(FailureCode.CONFIRMATION_NEEDED));
    String answer =
        asker
            .line(words.text(key, arguments) + " " + words.text("confirm.choice") + " ")
            .orElse("");
    return !answer.isBlank()
        && words
            .text("confirm.yes")
            .contains(answer.strip().substring(0, 1).toLowerCase(words.language().locale()));
  }

  /**
   * Does {@code task} for each item, prints one line for each that fails, and goes on with the
   * next.
   *
   * @param name how the item is called among the results, where several were asked for
   * @return the exit status for all of them
   */
  public <T> int each(List<T> items, Function<T, String> name, Task<T> task) {
    return each(items, name, JsonNodeFactory.instance.arrayNode(), task);
  }

  /**
   * As above, and an entry {@code {"file", "code"}} for each that fails.
   *
   * @param results of the command as JSON, to which {@code task} adds what succeeded
   */
  public <T> int each(List<T> items, Function<T, String> name, ArrayNode results, Task<T> task) {
    Tally tally = new Tally(this, results, items.size());
    for (T item : items) {
      try {
        task.run(item);
        tally.done();
      } catch (OutputClosedException e) {
        throw e;
      } catch (Exception e) {
        tally.failed(name.apply(item), e);
      }
    }
    return tally.status();
  }

  /** Prints the one line of a failure. */
  Failure report(Throwable thrown, Optional<String> subject) {
    Failure failure = failure(thrown, subject);
    output.failure(failure);
    if (surroundings.environment().containsKey("DUBBELSLOT_DEBUG")) {
      output.log(thrown.getClass().getName());
      Arrays.stream(thrown.getStackTrace()).forEach(frame -> output.log("  at " + frame));
    }
    return failure;
  }

  /** What the command line itself found is more exact than what a room made of it. */
  Failure failure(Throwable thrown, Optional<String> subject) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof CommandException known) {
        return known.failure();
      }
    }
    return new Failures(words).describe(thrown, subject);
  }

  /**
   * What is done for one of several items.
   *
   * @param <T> the item's type
   */
  @FunctionalInterface
  public interface Task<T> {
    /** Does it; whatever it throws is reported as this item's failure. */
    void run(T item) throws Exception;
  }
}
