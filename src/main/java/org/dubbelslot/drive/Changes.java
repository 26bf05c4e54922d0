package org.dubbelslot.drive;

import java.util.List;

/**
 * One page of what changed on a drive.
 *
 * @param present items that are new or different, in order; the last of several of one id holds
 * @param deleted ids of items that are gone
 * @param token what to give {@link Drive#changes} next time
 * @param more whether to ask again at once: this page does not end the list
 * @param anew whether this page begins a full list, so that everything known before is void
 */
public record Changes(
    List<DriveItem> present, List<String> deleted, String token, boolean more, boolean anew) {
  public Changes {
    present = List.copyOf(present);
    deleted = List.copyOf(deleted);
  }
}
