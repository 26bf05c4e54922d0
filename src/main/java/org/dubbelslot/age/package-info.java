/**
 * Writes and reads age v1 files (c2sp.org/age), the envelopes of keys, so that a stock age tool
 * opens them: to {@code mlkem768x25519} recipients and to passphrases.
 *
 * <p>{@link org.dubbelslot.age.Age} encrypts and decrypts; everything else is about for whom.
 * {@link org.dubbelslot.age.AgeRecipient} and {@link org.dubbelslot.age.AgeIdentity} are the two
 * sides of a key. What is read is parsed strictly: one spelling for every file. ASCII armor is
 * read, never written.
 *
 * <p>Only {@code crypto} may be imported here.
 */
package org.dubbelslot.age;
