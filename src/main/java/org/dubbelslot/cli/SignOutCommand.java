package org.dubbelslot.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dubbelslot.files.LocalFileException;
import org.dubbelslot.words.Exit;
import org.dubbelslot.workplace.MicrosoftSignIn;
import picocli.CommandLine.Command;

/** Forgets the sign-in that is kept on this computer. */
@Command(name = "sign-out")
final class SignOutCommand implements Action {
  @Override
  public int run(Session session) throws Exception {
    Path file = MicrosoftSignIn.file(session.services().home());
    boolean was;
    try {
      was = Files.deleteIfExists(file);
    } catch (IOException e) {
      throw LocalFileException.whileWriting(file, e);
    }
    session.output().say(was ? "sign-out.done" : "sign-out.nothing");
    session.output().result(json -> json.put("wasSignedIn", was));
    return Exit.DONE;
  }
}
