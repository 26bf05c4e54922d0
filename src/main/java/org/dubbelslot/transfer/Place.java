package org.dubbelslot.transfer;

import java.net.URI;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.dubbelslot.crypto.Kid;

/**
 * A folder on a drive that the person gave a name, and the team whose lock its files get.
 *
 * @param name what it is called on the command line
 * @param team whose lock is used
 * @param location where it is
 * @param label what windows call it, where that is more than the name
 */
public record Place(String name, Kid team, Location location, Optional<String> label) {
  private static final int LONGEST_NAME = 64;
  private static final int LONGEST_LABEL = 100;

  /**
   * Checks the name: letters, digits, {@code -}, {@code _} and {@code .}, at most 64, no drive
   * letter.
   *
   * @throws IllegalArgumentException for any other, and for a label that is none
   */
  public Place {
    if (!isName(name) || !label.map(Place::isLabel).orElse(true)) {
      throw new IllegalArgumentException("not the name of a place");
    }
  }

  /** A place that is called by its name everywhere. */
  public Place(String name, Kid team, Location location) {
    this(name, team, location, Optional.empty());
  }

  /** What people see: the label, or the name where there is none. */
  public String shown() {
    return label.orElse(name);
  }

  /** This place under another label. */
  public Place labelled(String newLabel) {
    return new Place(name, team, location, Optional.of(newLabel));
  }

  /** Whether a place can be labelled so: a line of visible text, at most 100 characters. */
  public static boolean isLabel(String label) {
    return !label.isBlank()
        && label.length() <= LONGEST_LABEL
        && label.codePoints().noneMatch(Place::isInvisible);
  }

  private static boolean isInvisible(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          true;
      default -> false;
    };
  }

  /**
   * A name that can be typed for a label: {@code Team Zorg – Algemeen} gives {@code
   * team-zorg-algemeen}.
   *
   * @param taken names that are in use; the result is none of them
   */
  public static String nameFor(String label, Collection<String> taken) {
    String joined =
        label
            .strip()
            .toLowerCase(Locale.ROOT)
            .codePoints()
            .mapToObj(c -> Character.isLetterOrDigit(c) ? Character.toString(c) : "-")
            .collect(Collectors.joining())
            .replaceAll("-{2,}", "-")
            .replaceAll("^-|-$", "");
    String base = joined.length() < 2 ? "place-" + joined : joined;
    base = base.substring(0, Math.min(base.length(), LONGEST_NAME - 4)).replaceAll("-$", "");
    String name = base;
    for (int number = 2; taken.contains(name); number++) {
      name = base + "-" + number;
    }
    return name;
  }

  /** Whether a place can be called so: a single letter would look like a drive on Windows. */
  public static boolean isName(String name) {
    return name.length() >= 2
        && name.length() <= LONGEST_NAME
        && name.codePoints()
            .allMatch(c -> Character.isLetterOrDigit(c) || c == '-' || c == '_' || c == '.');
  }

  /** Where a place is. */
  public sealed interface Location {
    /** A folder of this computer, perhaps one that a sync client sends on. */
    record Folder(Path folder) implements Location {}

    /** The signed-in person's own OneDrive. */
    record MyDrive(Optional<Loopback> loopback) implements Location {}

    /** What a link copied from the browser leads to: a library, a channel's folder. */
    record Link(URI link, Optional<Loopback> loopback) implements Location {}
  }

  /**
   * A look-alike on this computer instead of Microsoft's service.
   *
   * @param graph its base URL
   * @param tokenFile the file that holds the bearer token
   */
  public record Loopback(URI graph, Path tokenFile) {}
}
