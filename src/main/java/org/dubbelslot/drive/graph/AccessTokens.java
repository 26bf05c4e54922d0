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

  /**
   * The drive did not take a token, although it should still be good: the next {@link #bearer} is
   * to be a new one, unless that has happened already.
   *
   * @param token what {@link #bearer} gave
   */
  default void refused(String token) {}
}
