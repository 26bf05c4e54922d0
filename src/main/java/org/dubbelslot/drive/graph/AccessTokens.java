package org.dubbelslot.drive.graph;

import org.dubbelslot.drive.DriveException;

/** Whoever can say that this program may act for its user. Safe for several threads. */
public interface AccessTokens {
  /**
   * A token that is good now; asked for with every request, so it is kept and renewed inside.
   *
   * @throws DriveException.NotSignedIn when there is none
   * @throws DriveException.Unreachable when it would have to be renewed and nobody answers
   */
  String bearer() throws DriveException;
}
