package org.dubbelslot.format;

/**
 * The two keys of one lock that a sealer makes.
 *
 * @param organisation the organisation's active key version, public half
 * @param team the team's active key version; stays the caller's to close
 */
public record LockKeys(OrganisationPublicKey organisation, TeamKey team) {}
