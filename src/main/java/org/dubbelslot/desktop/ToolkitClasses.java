package org.dubbelslot.desktop;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import javafx.application.Platform;

/**
 * What the toolkit loads only where there is a screen: its drawing to the window system and to the
 * graphics processor. A rehearsal without a screen would not see them.
 */
final class ToolkitClasses {
  private static final List<String> FOLDERS =
      List.of(
          "com/sun/glass/ui/",
          "com/sun/prism/es2/",
          "com/sun/prism/d3d/",
          "com/sun/prism/mtl/",
          "com/sun/prism/ps/",
          "com/sun/prism/impl/ps/",
          "com/sun/scenario/effect/impl/prism/ps/");
  private static final String CLASS = ".class";

  private ToolkitClasses() {}

  /**
   * Loads them without running any of their code.
   *
   * @throws IOException when the toolkit's library cannot be read
   */
  static void load() throws IOException {
    try (JarFile library = new JarFile(library().toFile())) {
      library.stream()
          .map(entry -> entry.getName())
          .filter(name -> name.endsWith(CLASS) && FOLDERS.stream().anyMatch(name::startsWith))
          .map(name -> name.substring(0, name.length() - CLASS.length()).replace('/', '.'))
          .forEach(ToolkitClasses::load);
    }
  }

  private static Path library() throws IOException {
    try {
      return Path.of(Platform.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
  }

  private static void load(String name) {
    try {
      Class.forName(name, false, ToolkitClasses.class.getClassLoader());
    } catch (ClassNotFoundException | LinkageError e) {
      System.getLogger(ToolkitClasses.class.getName())
          .log(System.Logger.Level.DEBUG, "of another system: {0}", name);
    }
  }
}
