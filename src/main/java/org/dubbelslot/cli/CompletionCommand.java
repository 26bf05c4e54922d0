package org.dubbelslot.cli;

import org.dubbelslot.words.Exit;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints what bash needs to complete commands and options. */
@Command(name = "completion")
final class CompletionCommand implements Action {
  @Spec CommandSpec spec;

  @Override
  public int run(Session session) {
    session.output().print(AutoComplete.bash("dubbelslot", spec.root().commandLine()));
    return Exit.DONE;
  }
}
