/**
 * FLOE content encryption (c2sp.org/FLOE): committing, random-access authenticated encryption from
 * AES-256-GCM and HKDF-EXPAND-SHA-384, in order, at random and in parallel.
 *
 * <p>{@link org.dubbelslot.floe.FloeWriter} and {@link org.dubbelslot.floe.FloeReader} move whole
 * contents and are what most callers need; {@link org.dubbelslot.floe.SegmentCipher} reads or
 * writes one segment anywhere. Everything works on {@code byte[]}. The room knows nothing of files,
 * sealed or not; it imports only {@code crypto}.
 */
package org.dubbelslot.floe;
