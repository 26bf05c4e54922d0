/**
 * What organisation and administrator decided, and the person's settings within that: one typed
 * record. {@link Setting} is the one list of everything that can be decided; each layer can only
 * tighten what the one above it said.
 */
package org.dubbelslot.policy;
