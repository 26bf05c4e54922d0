package org.dubbelslot;

/** The program's entry point. */
public final class Dubbelslot {
  private Dubbelslot() {}

  /** Runs the command line. */
  public static void main(String[] args) {
    System.exit(args.length == 0 ? 2 : 0);
  }
}
