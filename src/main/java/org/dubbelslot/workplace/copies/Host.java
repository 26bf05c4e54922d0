package org.dubbelslot.workplace.copies;

import java.time.Instant;
import org.dubbelslot.crypto.LocalSeal;
import org.dubbelslot.transfer.Documents;
import org.dubbelslot.words.Failure;

/** What a single copy needs of all of them. */
interface Host {
  /** The documents of a place, to be read and written; for the caller to close. */
  Documents documents(String place) throws Exception;

  /** What notes and kept content are sealed under. */
  LocalSeal seal();

  Surroundings around();

  /** The name under which something is kept beside a document of that name. */
  String besideName(String name) throws Exception;

  Failure describe(Exception thrown);

  /** Something is to be shown otherwise. */
  void changed();

  void tell(CopyEvent event);

  default Instant now() {
    return around().clock().instant();
  }
}
