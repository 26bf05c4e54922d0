package org.dubbelslot;

import org.dubbelslot.cli.Cli;
import org.dubbelslot.cli.Surroundings;
import org.dubbelslot.cli.Version;

/** The program's entry point. */
public final class Dubbelslot {
  private Dubbelslot() {}

  /** Runs the command line; {@code --version} alone is answered before anything else is loaded. */
  public static void main(String[] args) {
    if (args.length == 1 && args[0].equals("--version")) {
      Version.print();
      return;
    }
    System.exit(new Cli(Surroundings.ofThisProcess(), Assembly::of).run(args));
  }
}
