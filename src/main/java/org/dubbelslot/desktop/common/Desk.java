package org.dubbelslot.desktop.common;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.dubbelslot.crypto.SecretBytes;
import org.dubbelslot.custody.Joined;
import org.dubbelslot.keys.KeyStoreException;
import org.dubbelslot.words.Failure;
import org.dubbelslot.words.Failures;
import org.dubbelslot.words.Words;
import org.dubbelslot.workplace.Notice;
import org.dubbelslot.workplace.Person;
import org.dubbelslot.workplace.Services;
import org.dubbelslot.workplace.Workplace;

/**
 * The employee at work, as the window sees it: nobody yet, locked, or open with keys in memory.
 * Whoever shows something of a place asks it through {@link #run}; a lock takes all keys away at
 * once, whatever is under way.
 *
 * <p>For the screen's thread, except where it says otherwise.
 */
public final class Desk implements AutoCloseable {
  private final Services services;
  private final Words words;
  private final Background background;
  private final ReadOnlyObjectWrapper<State> state =
      new ReadOnlyObjectWrapper<>(new State.Asleep());
  private final List<Consumer<Notice>> listeners = new CopyOnWriteArrayList<>();
  private final List<BeforeLock> beforeLock = new CopyOnWriteArrayList<>();
  private final Underway underway = new Underway();
  private final AtomicReference<SecretBytes> given = new AtomicReference<>();

  /** What is being unlocked, and not open yet. */
  private final AtomicReference<Workplace> opening = new AtomicReference<>();

  /** Ends when everything that was locked until now has been cleared away. */
  private volatile CompletableFuture<Void> gone = CompletableFuture.completedFuture(null);

  private volatile boolean closed;

  /** Where the work is. */
  public sealed interface State {
    /** Nobody has looked yet. */
    record Asleep() implements State {}

    /** This computer has joined no organisation. */
    record NotJoined() implements State {}

    /** The keys are on the disk only. */
    record Locked() implements State {}

    /** The keys are being unlocked. */
    record Opening() implements State {}

    /**
     * At work.
     *
     * @param workplace closed by the desk
     */
    record Open(Workplace workplace) implements State {}
  }

  /** Something that a screen asks of an open workplace; runs away from the screen's thread. */
  @FunctionalInterface
  public interface Work<T> {
    /** Asks it. */
    T at(Workplace workplace) throws Exception;
  }

  /** What must be gone before the keys are: working copies. Runs away from the screen's thread. */
  @FunctionalInterface
  public interface BeforeLock {
    /** Removes it; one failure does not keep the others, nor the lock, from happening. */
    void run() throws Exception;
  }

  /** A desk with everything yet to be looked for. */
  public Desk(Services services, Words words, Background background) {
    this.services = services;
    this.words = words;
    this.background = background;
  }

  /** How things stand. */
  public ReadOnlyObjectProperty<State> stateProperty() {
    return state.getReadOnlyProperty();
  }

  /** The workplace while it is open. */
  public Optional<Workplace> workplace() {
    return state.get() instanceof State.Open open
        ? Optional.of(open.workplace())
        : Optional.empty();
  }

  /** What a lock would break off. */
  public Underway underway() {
    return underway;
  }

  /** What it was made with: home, policy, clock. */
  public Services services() {
    return services;
  }

  /** Looks whether this computer belongs to an organisation: the state changes soon. */
  public void look(Consumer<Failure> failed) {
    background.run(
        () -> Joined.in(services.home().folder()).isPresent(),
        joined -> {
          if (!(state.get() instanceof State.Open) && !(state.get() instanceof State.Opening)) {
            state.set(joined ? new State.Locked() : new State.NotJoined());
          }
        },
        e -> failed.accept(describe(e)));
  }

  /**
   * Opens the work.
   *
   * @param passphrase of this device; closed by the desk
   * @param failed when it does not open: it is locked again
   */
  public void unlock(SecretBytes passphrase, Consumer<Failure> failed) {
    if (closed || state.get() instanceof State.Open || state.get() instanceof State.Opening) {
      passphrase.close();
      return;
    }
    state.set(new State.Opening());
    Optional.ofNullable(given.getAndSet(passphrase)).ifPresent(SecretBytes::close);
    Workplace workplace = new Workplace(services, new AtWindow());
    opening.set(workplace);
    background.run(
        () -> {
          try {
            workplace.membership();
            // The organisation may have decided something since they were read last.
            services.rereadPolicies();
            return workplace;
          } catch (Exception e) {
            workplace.close();
            throw e;
          } finally {
            forget();
            if (closed) {
              workplace.close();
            }
          }
        },
        opened -> {
          if (!closed) {
            opening.set(null);
            state.set(new State.Open(opened));
          }
        },
        e -> {
          if (!closed) {
            opening.set(null);
            state.set(new State.Locked());
            failed.accept(describe(e));
          }
        });
  }

  /** Takes all keys away now; what runs fails, working copies go first. Does nothing twice. */
  public void lock() {
    if (state.get() instanceof State.Open open) {
      underway.breakOff();
      CompletableFuture<Void> cleared = new CompletableFuture<>();
      gone = CompletableFuture.allOf(gone, cleared);
      state.set(new State.Locked());
      background.run(
          () -> {
            try {
              close(open.workplace());
            } finally {
              cleared.complete(null);
            }
            return null;
          },
          done -> {},
          this::log);
    }
  }

  /** Has something removed before each lock, and before the program ends. */
  public void beforeLock(BeforeLock work) {
    beforeLock.add(work);
  }

  /** Tells what the person should know, on the screen's thread. */
  public void onNotice(Consumer<Notice> listener) {
    listeners.add(listener);
  }

  /**
   * Does something with the workplace, in the background.
   *
   * @param done gets the result, unless it was locked meanwhile
   * @param failed gets what went wrong; also when it is locked
   */
  public <T> Background.Running run(Work<T> work, Consumer<T> done, Consumer<Failure> failed) {
    Optional<Workplace> open = workplace();
    if (open.isEmpty()) {
      failed.accept(describe(new KeyStoreException.PassphraseNeeded()));
      return () -> {};
    }
    return background.run(
        () -> work.at(open.get()),
        result -> {
          if (workplace().equals(open)) {
            done.accept(result);
          }
        },
        e -> {
          // What a lock interrupts fails in many ways, and needs no telling.
          if (workplace().equals(open)) {
            failed.accept(describe(e));
          }
        });
  }

  /** A failure with its sentence, remedy and code; from any thread. */
  public Failure describe(Exception thrown) {
    return new Failures(words).describe(thrown, Optional.empty());
  }

  /**
   * As a lock, for good; returns when all is gone, also what an earlier lock is still clearing
   * away. From any thread but the screen's, which would stand still meanwhile.
   */
  @Override
  public void close() {
    closed = true;
    workplace().ifPresent(this::close);
    Optional.ofNullable(opening.getAndSet(null)).ifPresent(Workplace::close);
    gone.join();
    forget();
  }

  private void close(Workplace workplace) {
    for (BeforeLock work : beforeLock) {
      try {
        work.run();
      } catch (Exception e) {
        log(e);
      }
    }
    workplace.close();
  }

  private void forget() {
    Optional.ofNullable(given.getAndSet(null)).ifPresent(SecretBytes::close);
  }

  private void log(Exception e) {
    System.getLogger(Desk.class.getName())
        .log(System.Logger.Level.WARNING, "not all was closed", e);
  }

  /** The person at the window, who is asked before the work begins, not in the middle of it. */
  private final class AtWindow implements Person {
    @Override
    public Words words() {
      return words;
    }

    @Override
    public SecretBytes passphrase() throws KeyStoreException.PassphraseNeeded {
      SecretBytes passphrase = given.getAndSet(null);
      if (passphrase == null) {
        throw new KeyStoreException.PassphraseNeeded();
      }
      return passphrase;
    }

    @Override
    public boolean takesOldListings() {
      return true;
    }

    @Override
    public void notice(Notice notice) {
      background.onScreen(() -> listeners.forEach(listener -> listener.accept(notice)));
    }

    @Override
    public void sent(long bytes) {
      // The list of transfers counts by itself.
    }
  }
}
