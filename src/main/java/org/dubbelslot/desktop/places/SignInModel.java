package org.dubbelslot.desktop.places;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.dubbelslot.crypto.LocalSeal;
import org.dubbelslot.crypto.SecretBytes;
import org.dubbelslot.custody.Membership;
import org.dubbelslot.desktop.common.Background;
import org.dubbelslot.desktop.common.Desk;
import org.dubbelslot.desktop.common.Frame;
import org.dubbelslot.keys.KeyStoreException;
import org.dubbelslot.words.Failure;
import org.dubbelslot.words.Words;
import org.dubbelslot.workplace.MicrosoftSignIn;
import org.dubbelslot.workplace.Notice;
import org.dubbelslot.workplace.Person;
import org.dubbelslot.workplace.Workplace;

/** Signs the person in to Microsoft: in the browser, or with a code where no browser opens. */
public final class SignInModel {
  private final Frame frame;
  private final ReadOnlyObjectWrapper<State> state =
      new ReadOnlyObjectWrapper<>(new State.SignedOut());
  private Optional<Background.Running> running = Optional.empty();

  /** How far it is. */
  public sealed interface State {
    /** Nobody is asked. */
    record SignedOut() implements State {}

    /**
     * Microsoft is asked.
     *
     * @param inBrowser whether the person's browser has opened
     */
    record Busy(boolean inBrowser) implements State {}

    /**
     * The person types a code on a page.
     *
     * @param page where
     * @param code what
     * @param expires until when
     */
    record WithCode(URI page, String code, Instant expires) implements State {}

    /** It did not work out. */
    record Refused(Failure failure) implements State {}

    /** Somebody is signed in. */
    record SignedIn() implements State {}
  }

  /** Nobody signed in yet, as far as this knows. */
  public SignInModel(Frame frame) {
    this.frame = frame;
    frame.desk().onNotice(this::hear);
    frame
        .desk()
        .stateProperty()
        .subscribe(
            now -> {
              if (!(now instanceof Desk.State.Open)) {
                cancel();
              }
            });
  }

  /** How far it is. */
  public ReadOnlyObjectProperty<State> stateProperty() {
    return state.getReadOnlyProperty();
  }

  /** Whether somebody is being signed in through this. */
  public boolean isUnderWay() {
    return running.isPresent();
  }

  /** In the browser; with a code where none opens. */
  public void begin(MicrosoftSignIn.Reach reach) {
    begin(workplace -> workplace.signIn(reach).bearer());
  }

  /** With a code, on whatever device has a browser. */
  public void beginWithCode(MicrosoftSignIn.Reach reach) {
    begin(workplace -> withCode(workplace, reach));
  }

  private void begin(Desk.Work<String> work) {
    cancel();
    state.set(new State.Busy(false));
    running =
        Optional.of(
            frame
                .desk()
                .run(
                    // The token itself stays where it was kept.
                    workplace -> !work.at(workplace).isEmpty(),
                    done -> end(new State.SignedIn()),
                    failure -> end(new State.Refused(failure))));
  }

  private String withCode(Workplace workplace, MicrosoftSignIn.Reach reach) throws Exception {
    Membership membership = workplace.membership();
    try (LocalSeal seal = MicrosoftSignIn.seal(membership)) {
      return new MicrosoftSignIn(workplace.services(), new Typing())
          .of(membership, seal, reach, MicrosoftSignIn.Asking.DEVICE_CODE)
          .bearer();
    }
  }

  /** Asks no further. */
  public void cancel() {
    running.ifPresent(Background.Running::cancel);
    end(new State.SignedOut());
  }

  private void end(State ended) {
    running = Optional.empty();
    state.set(ended);
  }

  /** What is told of this sign-in; those that a drive needs by itself are told elsewhere. */
  private void hear(Notice notice) {
    if (running.isEmpty()) {
      return;
    }
    switch (notice) {
      case Notice.SignInInBrowser _ -> state.set(new State.Busy(true));
      case Notice.SignInWithCode code -> show(code);
      case Notice.SignInNotKept _,
          Notice.DirectoryTrouble _,
          Notice.DriveWaits _,
          Notice.TransfersLeft _ -> {
        // Told elsewhere.
      }
    }
  }

  /** Shows a code that the person has to type somewhere. */
  public void show(Notice.SignInWithCode code) {
    state.set(new State.WithCode(code.page(), code.code(), code.expires()));
  }

  /** The person who asked for a code. */
  private final class Typing implements Person {
    @Override
    public Words words() {
      return frame.words();
    }

    @Override
    public SecretBytes passphrase() throws KeyStoreException.PassphraseNeeded {
      throw new KeyStoreException.PassphraseNeeded();
    }

    @Override
    public void notice(Notice notice) {
      frame.background().onScreen(() -> hear(notice));
    }

    @Override
    public void sent(long bytes) {
      // Nothing is sent while signing in.
    }
  }
}
