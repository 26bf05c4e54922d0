package org.dubbelslot.desktop;

import org.dubbelslot.desktop.common.Frame;
import org.dubbelslot.desktop.common.Remedies;
import org.dubbelslot.desktop.folder.FolderScreen;
import org.dubbelslot.desktop.places.SignInModel;
import org.dubbelslot.desktop.places.SignInSheet;
import org.dubbelslot.desktop.settings.ReportSheet;
import org.dubbelslot.desktop.start.StartModel;
import org.dubbelslot.desktop.transfers.TransfersModel;
import org.dubbelslot.words.Remedy;
import org.dubbelslot.workplace.MicrosoftSignIn;

/**
 * What the window can do about a failure, whichever screen met it.
 *
 * @param folder shows what was asked for before
 * @param transfers go on once somebody has signed in
 */
record UsualRemedies(
    Frame frame, FolderScreen folder, TransfersModel transfers, SignInModel signIn) {
  /** From now on every failure's button does it. */
  void put(StartModel start, Runnable showSettings, ReportSheet report) {
    Remedies remedies = frame.announcements().remedies();
    remedies.put(Remedy.UNLOCK, frame.desk()::lock);
    remedies.put(Remedy.REFRESH, folder::reload);
    remedies.put(Remedy.JOIN, start::reread);
    remedies.put(Remedy.SHOW_SETTINGS, showSettings);
    remedies.put(Remedy.REPORT, report::open);
    remedies.put(Remedy.SIGN_IN, this::signInAgain);
  }

  private void signInAgain() {
    SignInSheet.ask(
        frame,
        signIn,
        reach(),
        () -> {
          transfers.retryAll();
          folder.reload();
        });
  }

  private MicrosoftSignIn.Reach reach() {
    return folder
        .whereProperty()
        .get()
        .flatMap(where -> MicrosoftSignIn.Reach.of(where.place()))
        .orElse(MicrosoftSignIn.Reach.OWN_DRIVE);
  }
}
