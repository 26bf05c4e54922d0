package org.dubbelslot.format;

import org.dubbelslot.crypto.Kid;

/**
 * A file that was opened and held in every respect.
 *
 * @param id the sealing
 * @param metadata what it says about itself
 * @param size bytes of plaintext that were written
 * @param sealedBy who sealed it
 * @param lockTeam the team whose lock opened it; the signed team is the metadata's
 */
public record Opened(FileId id, Metadata metadata, long size, SealedBy sealedBy, Kid lockTeam) {}
