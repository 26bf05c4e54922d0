package org.dubbelslot.cli;

import org.dubbelslot.cli.MicrosoftSignIn.Asking;
import org.dubbelslot.cli.MicrosoftSignIn.Reach;
import org.dubbelslot.words.Exit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Signs in to Microsoft for the places there are, so that no other command has to ask. */
@Command(name = "sign-in")
final class SignInCommand implements Action {
  @Option(names = "--device-code")
  boolean deviceCode;

  @Override
  public int run(Session session) throws Exception {
    Workplace workplace = new Workplace(session);
    Reach reach = Reach.of(workplace.places().all()).orElse(Reach.OWN_DRIVE);
    new MicrosoftSignIn(session)
        .of(workplace.membership(), reach, deviceCode ? Asking.DEVICE_CODE : Asking.BEST)
        .bearer();
    String tenant = session.services().policy().tenant().orElseThrow();
    session.output().say("sign-in.done", tenant);
    session.output().result(json -> json.put("signedIn", tenant));
    return Exit.DONE;
  }
}
