package org.dubbelslot.cli;

import org.dubbelslot.workplace.Version;

/** The answer to {@code --version} alone. */
public final class VersionLine {
  private VersionLine() {}

  /** Prints name and version on one line; loads nothing else of the program. */
  public static void print() {
    System.out.println(Version.line());
  }
}
