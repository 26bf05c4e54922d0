package org.dubbelslot.workplace;

import java.util.Optional;
import org.dubbelslot.drive.Pause;
import org.dubbelslot.files.SyncedFolders;
import org.dubbelslot.transfer.Pace;
import org.dubbelslot.transfer.Place;

/** How fast many files of a place may be changed. */
public final class Pacing {
  /** Far below what a person's sync client does on a busy day, and 1,440 files a night. */
  private static final int USUAL_PER_MINUTE = 60;

  private Pacing() {}

  /**
   * Slowly wherever the provider watches: on its drives, and in folders that go there.
   *
   * @param perMinute how many the person wants at most, if they said so
   */
  public static Pace of(Place place, Optional<Integer> perMinute, Pause pause) {
    if (perMinute.isEmpty() && !isWatched(place)) {
      return Pace.free();
    }
    return Pace.perMinute(perMinute.orElse(USUAL_PER_MINUTE), pause);
  }

  /** Whether what is removed from a place may be kept by somebody else. */
  public static boolean isWatched(Place place) {
    return !(place.location() instanceof Place.Location.Folder(var folder))
        || SyncedFolders.ofThisComputer().covering(folder).isPresent();
  }
}
