package org.dubbelslot.desktop.settings;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * A library that the program is built on.
 *
 * @param group of whoever publishes it
 * @param artifact its name
 * @param version the one that is used
 * @param licence SPDX expression
 */
record Library(String group, String artifact, String version, String licence) {
  /** All that are delivered with the program, by name. */
  static List<Library> all() {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(Library.class.getResourceAsStream("libraries.csv"), UTF_8))) {
      return in.lines().filter(line -> !line.startsWith("#")).map(Library::parse).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Library parse(String line) {
    String[] parts = line.split(",", -1);
    return new Library(parts[0], parts[1], parts[2], parts[3]);
  }

  /** The file in which it is delivered; what is particular to a platform has that in its name. */
  String file() {
    return artifact + "-" + version + ".jar";
  }
}
