package org.dubbelslot.cli;

import org.dubbelslot.words.Exit;
import org.dubbelslot.workplace.MicrosoftSignIn.Asking;
import org.dubbelslot.workplace.MicrosoftSignIn.Reach;
import org.dubbelslot.workplace.Workplace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Signs in to Microsoft for the places there are, so that no other command has to ask. */
@Command(name = "sign-in")
final class SignInCommand implements Action {
  @Option(names = "--device-code")
  boolean deviceCode;

  @Override
  public int run(Session session) throws Exception {
    Workplace workplace = session.workplace(deviceCode ? Asking.DEVICE_CODE : Asking.BEST);
    Reach reach = Reach.of(workplace.places().all()).orElse(Reach.OWN_DRIVE);
    workplace.signIn(reach).bearer();
    String tenant = session.services().policy().tenant().orElseThrow();
    session.output().say("sign-in.done", tenant);
    session.output().result(json -> json.put("signedIn", tenant));
    return Exit.DONE;
  }
}
