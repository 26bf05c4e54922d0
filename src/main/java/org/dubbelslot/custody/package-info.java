/**
 * Where the organisation's private key lives and how its half of a file key is released ({@link
 * org.dubbelslot.custody.OrganisationKey}), and what custodians, stewards and members do with the
 * key directory.
 *
 * <p>Members start at {@link org.dubbelslot.custody.Membership}; custodians at {@link
 * org.dubbelslot.custody.Founding} and {@link org.dubbelslot.custody.CustodianDesk}; stewards at
 * {@link org.dubbelslot.custody.Steward}. Later kinds of custody (PKCS#11 token, key service, DKE
 * service) are further implementations of {@code OrganisationKey}. This room knows no files of
 * users.
 */
package org.dubbelslot.custody;
