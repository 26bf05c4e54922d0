package org.dubbelslot.custody;

import java.util.List;
import java.util.Optional;
import org.dubbelslot.format.OrganisationPublicKey;
import org.dubbelslot.format.ReleaseException;

/**
 * The organisation's side of the double lock: it unwraps organisation halves.
 *
 * <p>Public halves come from the signed directory, never from the place where the private half
 * lives.
 */
public interface OrganisationKey extends AutoCloseable {
  /** The key version under which is sealed now, as the directory says. */
  Optional<OrganisationPublicKey> active();

  /**
   * Unwraps halves.
   *
   * @return one answer for each, in the same order; the caller closes them
   * @throws ReleaseException.Unreachable when the place where the key lives does not answer at all
   */
  List<ReleasedHalf> release(List<WrappedHalf> halves) throws ReleaseException.Unreachable;

  /** Wipes what is held in memory. */
  @Override
  void close();
}
