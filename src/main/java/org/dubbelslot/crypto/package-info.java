/**
 * What every room needs of cryptography, in one shape: holders for secrets, identifiers, canonical
 * encodings, HKDF, HPKE with X-Wing, AES key wrap and signatures.
 *
 * <p>The primitives come from the JDK and, where it lacks them (X-Wing, ML-DSA, scrypt), from
 * Bouncy Castle. Nothing here knows of files, people or networks, and no other room may be
 * imported.
 */
package org.dubbelslot.crypto;
