package org.dubbelslot;

import org.dubbelslot.cli.Version;

/** The program's entry point. */
public final class Dubbelslot {
  private Dubbelslot() {}

  /** Runs the command line. */
  public static void main(String[] args) {
    if (args.length == 1 && args[0].equals("--version")) {
      Version.print();
      return;
    }
    System.exit(2);
  }
}
