package org.dubbelslot.desktop;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.logging.Filter;
import java.util.logging.Logger;
import javafx.application.Application;

/** Opens the window from a program that is no JavaFX application itself. */
public final class Desktop {
  /** Held here, because a logger that nobody holds forgets its filter. */
  private static final Logger TOOLKIT = Logger.getLogger("javafx");

  private Desktop() {}

  /** Whether there is a screen to open a window on. */
  public static boolean isPossible() {
    return isPossible(
        System.getProperty("os.name", ""),
        System.getProperty("glass.platform", ""),
        System.getenv());
  }

  /** On Linux the toolkit draws through X11, also under Wayland; elsewhere there is a screen. */
  static boolean isPossible(String system, String platform, Map<String, String> environment) {
    return !system.startsWith("Linux")
        || platform.equalsIgnoreCase("Headless")
        || !environment.getOrDefault("DISPLAY", "").isEmpty();
  }

  /**
   * Opens the window and returns when it was closed. To be called once in the life of a program.
   *
   * @param files to look at first; may be empty
   * @param locale the person's; Dutch is spoken in Dutch, all others in English
   * @throws IllegalStateException when called a second time
   * @throws UnsupportedOperationException when there is no screen after all
   */
  public static void open(List<Path> files, Locale locale) {
    TOOLKIT.setFilter(exceptClassPathWarning(TOOLKIT.getFilter()));
    Application.launch(DesktopApp.class, new Launch(files, locale).arguments());
  }

  /**
   * The toolkit lies on the class path, as all libraries of this program: one class path, one cache
   * of loaded classes. That it warns of this is right, but nothing that a person could act upon.
   */
  static Filter exceptClassPathWarning(Filter others) {
    return warning ->
        (warning.getMessage() == null
                || !warning.getMessage().startsWith("Unsupported JavaFX configuration"))
            && (others == null || others.isLoggable(warning));
  }
}
