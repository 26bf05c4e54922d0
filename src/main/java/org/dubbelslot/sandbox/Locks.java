package org.dubbelslot.sandbox;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Files that somebody else has open, and files that the person has checked out. Who else is at work
 * is forgotten when the sandbox stops.
 */
final class Locks {
  private final Map<String, Shape> locked = new ConcurrentHashMap<>();
  private final Set<String> checkedOut = ConcurrentHashMap.newKeySet();

  /** The shapes in which the service has been seen to say 423. */
  enum Shape {
    NOT_ALLOWED,
    RESOURCE_LOCKED,
    ACCESS_DENIED;

    /**
     * Reads a shape: {@code notAllowed}, {@code resourceLocked} or {@code accessDenied}.
     *
     * @throws GraphException 400 for another word
     */
    static Shape of(String word) throws GraphException {
      try {
        return valueOf(word.replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT));
      } catch (IllegalArgumentException e) {
        throw GraphException.invalid("There is no lock of this shape.");
      }
    }

    private GraphException refusal() {
      return switch (this) {
        case NOT_ALLOWED ->
            new GraphException(423, "notAllowed", "The resource is locked.", "resourceLocked");
        case RESOURCE_LOCKED ->
            new GraphException(
                423, "resourceLocked", "The resource you are attempting to access is locked");
        case ACCESS_DENIED ->
            new GraphException(
                423, "accessDenied", "Lock token was not provided or does not match the lock.");
      };
    }
  }

  void lock(String itemId, Shape shape) {
    locked.put(itemId, shape);
  }

  void clear() {
    locked.clear();
  }

  /** Refuses a change with 423 while somebody else has the item. */
  void requireFree(Item item) throws GraphException {
    Shape shape = locked.get(item.id());
    if (shape != null) {
      throw shape.refusal();
    }
  }

  void checkOut(Item item) throws GraphException {
    requireFree(item);
    if (item.folder()) {
      throw GraphException.invalid("A folder cannot be checked out.");
    }
    checkedOut.add(item.id());
  }

  void checkIn(Item item) throws GraphException {
    if (!checkedOut.remove(item.id())) {
      throw GraphException.invalid("The item is not checked out.");
    }
  }

  boolean isCheckedOut(Item item) {
    return checkedOut.contains(item.id());
  }
}
