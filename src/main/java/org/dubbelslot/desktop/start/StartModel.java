package org.dubbelslot.desktop.start;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.dubbelslot.crypto.SecretBytes;
import org.dubbelslot.desktop.common.Desk;
import org.dubbelslot.desktop.common.Frame;
import org.dubbelslot.policy.RulesOfUse;
import org.dubbelslot.words.Failure;
import org.dubbelslot.workplace.Services;
import org.dubbelslot.workplace.Workplace;
import org.dubbelslot.workplace.practice.Practice;

/**
 * The first start, step by step. Nothing of it is kept here: every step is read from the person's
 * folder, so that it can be left at any moment and taken up again after a restart.
 *
 * <p>The order is that in which an employee understands it: first belonging to the organisation,
 * then its rules, and only then Microsoft, because the sign-in is kept under this device's key.
 */
public final class StartModel {
  /** Remembered by the window: the person wants to sign in when a place needs it. */
  static final String SIGN_IN_LATER = "start.sign-in-later";

  private final Frame frame;
  private final ReadOnlyObjectWrapper<Step> step = new ReadOnlyObjectWrapper<>(new Step.Looking());
  private final ReadOnlyObjectWrapper<Optional<Failure>> trouble =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyBooleanWrapper inFront = new ReadOnlyBooleanWrapper();

  private final Enrolling enrolling;
  private final Services.Factory factory;
  private final Consumer<Practice> practise;

  /** One at a time: where the directory answers slowly, ticks would pile up. */
  private boolean rereading;

  private Runnable changed = () -> {};

  /**
   * Follows {@code frame}'s desk.
   *
   * @param factory makes the services of a practice environment
   * @param practise is given one that was opened, on the screen's thread, to show it and to close
   *     it
   */
  public StartModel(Frame frame, Services.Factory factory, Consumer<Practice> practise) {
    this.frame = frame;
    this.factory = factory;
    this.practise = practise;
    this.enrolling = new Enrolling(frame.desk().services());
    frame.desk().stateProperty().subscribe(this::follow);
  }

  /** Where it is. */
  public ReadOnlyObjectProperty<Step> stepProperty() {
    return step.getReadOnlyProperty();
  }

  /** What went wrong at this step, if anything did. */
  public ReadOnlyObjectProperty<Optional<Failure>> troubleProperty() {
    return trouble.getReadOnlyProperty();
  }

  /**
   * Whether the start has to be in front of everything else, although the desk is locked or open:
   * while the custodian is waited for, and while there is something to accept.
   */
  public ReadOnlyBooleanProperty inFrontProperty() {
    return inFront.getReadOnlyProperty();
  }

  /** To be called every quarter of a minute or so: looks again at what is waited for. */
  public void tick() {
    switch (step.get()) {
      case Step.Waiting waiting when !waiting.looking() -> look();
      case Step.WithoutTeam _ -> reread(() -> step.get() instanceof Step.WithoutTeam);
      default -> {
        // Nothing is waited for.
      }
    }
  }

  private void follow(Desk.State state) {
    // What a lock breaks off never answers.
    rereading = false;
    switch (state) {
      case Desk.State.NotJoined _ -> welcome();
      case Desk.State.Locked _ -> whilePending();
      case Desk.State.Open _ -> {
        show(new Step.Looking(), true);
        afterUnlock();
      }
      case Desk.State.Asleep _, Desk.State.Opening _ -> inFront.set(false);
    }
  }

  private void show(Step next, boolean front) {
    trouble.set(Optional.empty());
    step.set(next);
    inFront.set(front);
  }

  private void failed(Step at, Exception e) {
    failed(at, frame.desk().describe(e));
  }

  private void failed(Step at, Failure failure) {
    step.set(at);
    trouble.set(Optional.of(failure));
  }

  private Services services() {
    return frame.desk().services();
  }

  // Before anything was joined.

  /** Back to the beginning. */
  public void welcome() {
    show(new Step.Looking(), true);
    frame
        .background()
        .run(
            () -> Practice.exists(services().home()),
            practised -> show(new Step.Welcome(practised), true),
            e -> failed(new Step.Welcome(false), e));
  }

  /** The person wants to practise: nothing is joined, nobody signs in. */
  public void practise() {
    Step before = step.get();
    show(new Step.MakingPractice(), true);
    frame
        .background()
        .run(
            () -> Practice.open(services().home(), factory, frame.words()),
            practice -> {
              show(new Step.Welcome(true), true);
              practise.accept(practice);
            },
            e -> failed(before, e));
  }

  /** Removes the practice environment with everything in it. */
  public void removePractice() {
    frame
        .background()
        .run(
            () -> {
              Practice.remove(services().home());
              return true;
            },
            removed -> welcome(),
            this::tell);
  }

  /** The person wants to join. */
  public void beginJoining() {
    frame
        .background()
        .run(
            () -> services().policy().directory(),
            decided -> show(new Step.Joining(decided), true),
            e -> failed(new Step.Joining(Optional.empty()), e));
  }

  /**
   * Asks to be admitted.
   *
   * @param address as typed: a web address, or an absolute folder
   * @param name as colleagues know the person
   * @param passphrase protects this device's keys; closed here
   */
  public void join(String address, String name, SecretBytes passphrase) {
    Step before =
        step.get() instanceof Step.Joining(var decided, var _, var _)
            ? new Step.Joining(decided, address, name)
            : step.get();
    show(new Step.Asking(), true);
    frame
        .background()
        .run(
            () -> {
              try (passphrase) {
                return enrolling.ask(address, name.strip(), passphrase);
              }
            },
            waiting -> {
              show(waiting, true);
              frame.desk().look(this::tell);
            },
            e -> failed(before, e));
  }

  // While the custodian is waited for.

  private void whilePending() {
    if (step.get() instanceof Step.Waiting) {
      return;
    }
    inFront.set(false);
    frame
        .background()
        .run(
            enrolling::pending,
            pending -> {
              if (pending.isPresent()
                  && frame.desk().stateProperty().get() instanceof Desk.State.Locked) {
                show(pending.get(), true);
                look();
              }
            },
            this::tell);
  }

  /** Looks whether the custodian has admitted this device. */
  public void look() {
    if (!(step.get() instanceof Step.Waiting waiting)) {
      return;
    }
    Step.Waiting looking =
        new Step.Waiting(waiting.name(), waiting.code(), waiting.inFolder(), true);
    step.set(looking);
    Step.Waiting still =
        new Step.Waiting(waiting.name(), waiting.code(), waiting.inFolder(), false);
    frame
        .background()
        .run(
            enrolling::look,
            found -> {
              if (!step.get().equals(looking)) {
                return; // The person went on meanwhile, or took the request back.
              }
              if (found.admitted()) {
                show(new Step.Admitted(), true);
              } else {
                step.set(still);
                trouble.set(found.trouble().map(frame.desk()::describe));
              }
            },
            e -> {
              if (step.get().equals(looking)) {
                failed(still, e);
              }
            });
  }

  /** Saves the request where the person likes, to be brought to the custodian. */
  public void save(Path file, Consumer<String> done) {
    frame
        .background()
        .run(
            () -> {
              enrolling.save(file);
              return file.getFileName().toString();
            },
            done,
            this::tell);
  }

  /**
   * Puts the request into the organisation's folder.
   *
   * @param done is told whether that was possible
   */
  public void deposit(Consumer<Boolean> done) {
    frame.background().run(enrolling::deposit, done, this::tell);
  }

  /** Takes the request back: another name, or another organisation. */
  public void withdraw() {
    frame
        .background()
        .run(
            () -> {
              enrolling.withdraw();
              return true;
            },
            done -> {
              show(new Step.Looking(), true);
              frame.desk().look(this::tell);
            },
            this::tell);
  }

  /** The person has read that the device was admitted, and goes on to open the locks. */
  public void toUnlock() {
    inFront.set(false);
  }

  // With the locks open.

  /** Looks again whether there is anything to accept, for instance after the policy was read. */
  public void afterUnlock() {
    afterUnlock(() -> true);
  }

  private void afterUnlock(BooleanSupplier wanted) {
    boolean signInLater = frame.settings().holds(SIGN_IN_LATER);
    frame
        .desk()
        .run(
            workplace -> Remaining.of(workplace, signInLater),
            next -> {
              if (wanted.getAsBoolean()) {
                show(next, !(next instanceof Step.Clear));
              }
            },
            failure -> {
              if (wanted.getAsBoolean()) {
                failed(new Step.Looking(), failure);
                inFront.set(true);
              }
            });
  }

  /** The person accepts what is shown. */
  public void accept(RulesOfUse rules) {
    String language = frame.words().language().tag();
    frame
        .desk()
        .run(
            workplace -> Remaining.accept(workplace, rules, language),
            accepted -> afterUnlock(),
            this::tell);
  }

  /** The person does not accept now: nothing opens. */
  public void lock() {
    frame.desk().lock();
  }

  /** Reads the organisation's directory anew: a steward may have let this device in. */
  public void reread() {
    reread(() -> true);
  }

  /** The answer may come when the person has gone on: then it is shown only if still wanted. */
  private void reread(BooleanSupplier wanted) {
    if (rereading) {
      return;
    }
    rereading = true;
    frame
        .desk()
        .run(
            Workplace::refresh,
            anew -> {
              rereading = false;
              if (anew) {
                changed.run();
              }
              if (wanted.getAsBoolean()) {
                afterUnlock(wanted);
              }
            },
            failure -> {
              rereading = false;
              if (wanted.getAsBoolean()) {
                tell(failure);
              }
            });
  }

  /** What is run when a reading finds something new: whoever reads next is not told again. */
  public void onChange(Runnable action) {
    changed = action;
  }

  /** The organisation decided something: rules whose text has changed are asked for at once. */
  public void decided() {
    boolean signInLater = frame.settings().holds(SIGN_IN_LATER);
    frame
        .desk()
        .run(
            workplace -> Remaining.of(workplace, signInLater),
            next -> {
              if (next instanceof Step.Rules && !next.equals(step.get())) {
                show(next, true);
              }
            },
            frame::fail);
  }

  /** Goes on although nothing was answered. */
  public void goOn() {
    show(new Step.Clear(), false);
  }

  /** The person signs in when the first place needs it. */
  public void signInLater() {
    frame.settings().put(SIGN_IN_LATER, true);
    goOn();
  }

  private void tell(Exception e) {
    tell(frame.desk().describe(e));
  }

  private void tell(Failure failure) {
    trouble.set(Optional.of(failure));
  }
}
