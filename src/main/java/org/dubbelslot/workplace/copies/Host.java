package org.dubbelslot.workplace.copies;

import java.time.Instant;
import java.util.Optional;
import org.dubbelslot.crypto.LocalSeal;
import org.dubbelslot.custody.Membership;
import org.dubbelslot.transfer.Documents;
import org.dubbelslot.words.Failure;
import org.dubbelslot.words.Failures;
import org.dubbelslot.workplace.Workplace;

/**
 * What a single copy needs of the workplace and of those who are told.
 *
 * @param workplace whose files they are
 * @param seal what notes and kept content are sealed under; not closed here
 * @param around the computer
 * @param list where all copies are
 * @param listener who is told
 */
record Host(
    Workplace workplace,
    LocalSeal seal,
    Surroundings around,
    CopyList list,
    CopyListener listener) {
  /** The documents of a place, to be read; for the caller to close. */
  Documents reading(String place) throws Exception {
    return new Documents(workplace.trees().reading(place));
  }

  /** The documents of a place, to be read and written; for the caller to close. */
  Documents writing(String place) throws Exception {
    return new Documents(workplace.trees().writing(place));
  }

  /** The name under which something is kept beside a document of that name. */
  String besideName(String name) throws Exception {
    Membership membership = workplace.membership();
    return BesideName.of(
        name,
        membership.names().member(membership.member().id()),
        now().atZone(around.clock().getZone()),
        around.words().language().locale());
  }

  Failure describe(Exception thrown) {
    return new Failures(around.words()).describe(thrown, Optional.empty());
  }

  /** Something is to be shown otherwise. */
  void changed() {
    list.changed();
  }

  void tell(CopyEvent event) {
    listener.told(event);
  }

  Instant now() {
    return around.clock().instant();
  }
}
