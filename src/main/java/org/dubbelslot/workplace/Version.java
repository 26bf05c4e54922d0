package org.dubbelslot.workplace;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The program's version, as the build wrote it. */
public final class Version {
  private Version() {}

  /** Name and version on one line; loads nothing else of the program. */
  public static String line() {
    return "dubbelslot " + text();
  }

  /** The version, such as {@code 1.0.0}. */
  public static String text() {
    try (InputStream in = Version.class.getResourceAsStream("/org/dubbelslot/version.properties")) {
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
