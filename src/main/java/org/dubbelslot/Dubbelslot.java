package org.dubbelslot;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dubbelslot.cli.Cli;
import org.dubbelslot.cli.Surroundings;
import org.dubbelslot.cli.VersionLine;
import org.dubbelslot.desktop.Desktop;
import org.dubbelslot.words.Language;
import org.dubbelslot.workplace.Home;

/** The program's entry point. */
public final class Dubbelslot {
  private Dubbelslot() {}

  /**
   * Runs the command line, or opens the window where there are no arguments and there is a display;
   * {@code --version} alone is answered before anything else is loaded.
   */
  public static void main(String[] args) {
    if (args.length == 1 && args[0].equals("--version")) {
      VersionLine.print();
      return;
    }
    if (args.length == 0 && Desktop.isPossible() && opened()) {
      return;
    }
    System.exit(new Cli(Surroundings.ofThisProcess(), Assembly::of).run(args));
  }

  private static boolean opened() {
    Map<String, String> environment = System.getenv();
    Locale locale = Language.named(environment).map(Language::locale).orElseGet(Locale::getDefault);
    try {
      Desktop.open(Assembly::of, Home.named(environment), List.of(), locale);
      return true;
    } catch (UnsupportedOperationException noScreenAfterAll) {
      return false;
    }
  }
}
