package org.dubbelslot.custody;

import org.dubbelslot.crypto.Kid;
import org.dubbelslot.format.OrganisationAlgorithm;
import org.dubbelslot.format.ReleaseContext;

/**
 * An organisation half as it lies in a lock.
 *
 * @param kid the organisation key version that the lock names
 * @param alg the algorithm that the lock names
 * @param wrapped what the lock carries
 * @param why for which file and team it is asked
 */
public record WrappedHalf(Kid kid, OrganisationAlgorithm alg, byte[] wrapped, ReleaseContext why) {}
