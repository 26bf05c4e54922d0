package org.dubbelslot.cli;

import java.util.Optional;
import org.dubbelslot.crypto.SecretBytes;
import org.dubbelslot.keys.KeyStoreException;
import org.dubbelslot.words.Words;
import org.dubbelslot.workplace.Notice;
import org.dubbelslot.workplace.Person;

/** Whoever runs a command: reads what there is to know on standard error. */
record Terminal(Session session) implements Person {
  @Override
  public Words words() {
    return session.words();
  }

  @Override
  public SecretBytes passphrase() throws KeyStoreException.PassphraseNeeded {
    try {
      return session.passphrases().existing("passphrase.keys");
    } catch (CommandException e) {
      throw new KeyStoreException.PassphraseNeeded(e);
    }
  }

  @Override
  public void notice(Notice notice) {
    Output output = session.output();
    switch (notice) {
      case Notice.DirectoryTrouble(var why, boolean attack) -> {
        if (attack) {
          session.report(why, Optional.empty());
        } else {
          output.notice("files.directory-trouble");
        }
      }
      case Notice.SignInInBrowser() -> output.notice("sign-in.browser");
      case Notice.SignInWithCode(var page, String code, var _) ->
          output.notice("sign-in.code", page, code);
      case Notice.SignInNotKept() -> output.notice("sign-in.not-kept");
      case Notice.DriveWaits(var why, var left) -> {
        String key =
            switch (why) {
              case THROTTLED -> "files.waits.throttled";
              case FAILED -> "files.waits.failed";
              case DOUBTED -> "files.waits.doubted";
            };
        output.progress(key, left.toSeconds());
      }
      case Notice.TransfersLeft(int count) -> output.lastWords("transfers.left", count);
    }
  }

  @Override
  public void sent(long bytes) {
    session.output().progress("files.sent", session.words().size(bytes));
  }
}
