package org.dubbelslot.desktop.folder;

import java.util.List;
import java.util.UUID;
import org.dubbelslot.transfer.Entry;
import org.dubbelslot.transfer.Place;

/**
 * What was cut or copied to be pasted within its place.
 *
 * @param token by which the system's clipboard tells that nothing newer is on it
 * @param cut whether it is to be moved rather than copied
 */
record Clip(String token, Place place, List<Entry> entries, boolean cut) {
  static Clip of(Place place, List<Entry> entries, boolean cut) {
    return new Clip(UUID.randomUUID().toString(), place, List.copyOf(entries), cut);
  }
}
