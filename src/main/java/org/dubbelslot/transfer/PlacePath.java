package org.dubbelslot.transfer;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A path of true names below a place, as a person writes it: {@code school:/Groep 7/verslag.docx}.
 *
 * @param place the place's name
 * @param names from the place's root downwards; empty for the root itself
 */
public record PlacePath(String place, List<String> names) {
  /** Normalises the names to NFC. */
  public PlacePath {
    names = names.stream().map(n -> Normalizer.normalize(n, Normalizer.Form.NFC)).toList();
  }

  /** Reads {@code PLACE:/a/b}; empty when {@code text} has not that form. */
  public static Optional<PlacePath> parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 0 || !Place.isName(text.substring(0, colon))) {
      return Optional.empty();
    }
    String path = text.substring(colon + 1);
    if (!path.isEmpty() && !path.startsWith("/")) {
      return Optional.empty();
    }
    List<String> names = Arrays.stream(path.split("/")).filter(name -> !name.isEmpty()).toList();
    if (names.stream().anyMatch(name -> name.equals(".") || name.equals(".."))) {
      return Optional.empty();
    }
    return Optional.of(new PlacePath(text.substring(0, colon), names));
  }

  /** Whether this is the place's root. */
  public boolean isRoot() {
    return names.isEmpty();
  }

  /** The last name. */
  public String last() {
    return names.getLast();
  }

  /** The folder that holds this. */
  public PlacePath parent() {
    return new PlacePath(place, names.subList(0, names.size() - 1));
  }

  /** An item in this folder. */
  public PlacePath child(String name) {
    return new PlacePath(place, Stream.concat(names.stream(), Stream.of(name)).toList());
  }

  @Override
  public String toString() {
    return place + ":/" + String.join("/", names);
  }
}
