/**
 * Dubbelslot: files under two locks before they go to OneDrive.
 *
 * <p>The rooms are the packages below; {@code docs/architecture.md} says in which order they stand
 * on each other and how data passes through them.
 */
package org.dubbelslot;
