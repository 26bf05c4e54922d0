/**
 * Who may open what: the organisation's key versions, teams, members, devices and grants, and the
 * signed directory that publishes them.
 *
 * <p>Whoever only reads starts at {@link org.dubbelslot.keys.DirectoryReader}; the model is {@link
 * org.dubbelslot.keys.KeyDirectory}. Everything read is verified before anything of it is believed:
 * the pin, the chain of custodian sets, a quorum of signatures over the exact bytes, the hash of
 * every listed file. This room does not know where private organisation keys live; that is {@code
 * custody}.
 */
package org.dubbelslot.keys;
