package org.dubbelslot.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The faults that are set, in the order in which they were set. */
final class Faults {
  private final List<Fault> faults = new ArrayList<>();

  synchronized void add(List<Fault> more) {
    faults.addAll(more);
  }

  synchronized void clear() {
    faults.clear();
  }

  /** The first fault that fits this request, which is then used up by one. */
  synchronized Optional<Fault> take(String method, String decodedPath) {
    for (Fault fault : faults) {
      if (!fault.matches(method, decodedPath) || fault.left().get() == 0) {
        continue;
      }
      if (fault.skip().get() > 0) {
        fault.skip().decrementAndGet();
        continue;
      }
      if (fault.left().get() > 0) {
        fault.left().decrementAndGet();
      }
      return Optional.of(fault);
    }
    return Optional.empty();
  }

  /** What is set and not used up. */
  synchronized ArrayNode json() {
    ArrayNode all = Json.array();
    faults.stream().filter(fault -> fault.left().get() != 0).map(Fault::json).forEach(all::add);
    return all;
  }
}
