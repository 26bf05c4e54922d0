package org.dubbelslot.desktop.common;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dubbelslot.workplace.Home;
import org.dubbelslot.workplace.copies.CopyPlaces;

/**
 * Where the person wants opened copies to lie, as the window remembers it. What is chosen counts
 * when the workplace is next opened; folders that were chosen before stay known, for changes may
 * wait in them.
 */
public final class CopiesChoice {
  private static final String CHOSEN = "copiesFolder";
  private static final String BEFORE = "copiesFoldersBefore";

  private final WindowSettings settings;

  /** As remembered there. */
  public CopiesChoice(WindowSettings settings) {
    this.settings = settings;
  }

  /** The folder; empty: where the program puts them. */
  public Optional<Path> chosen() {
    return settings.text(CHOSEN).flatMap(CopiesChoice::path);
  }

  /** Remembers another one; empty: leaves it to the program. To be saved by the caller. */
  public void choose(Optional<Path> folder) {
    List<Path> before = new ArrayList<>(before());
    chosen().filter(one -> !before.contains(one)).ifPresent(before::add);
    folder.ifPresent(before::remove);
    ArrayNode told = JsonNodeFactory.instance.arrayNode();
    before.forEach(one -> told.add(one.toString()));
    settings.put(BEFORE, told);
    folder.ifPresentOrElse(
        one -> settings.put(CHOSEN, one.toString()), () -> settings.remove(CHOSEN));
  }

  /** The same for whoever makes copies. */
  public CopyPlaces places(Home home) {
    return new CopyPlaces(home, chosen(), before());
  }

  private List<Path> before() {
    List<Path> before = new ArrayList<>();
    for (JsonNode one : settings.get(BEFORE).orElse(JsonNodeFactory.instance.arrayNode())) {
      path(one.asText()).ifPresent(before::add);
    }
    return before;
  }

  private static Optional<Path> path(String text) {
    try {
      return Optional.of(Path.of(text));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }
}
