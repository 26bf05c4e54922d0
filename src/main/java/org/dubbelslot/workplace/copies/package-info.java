/**
 * Working copies: what another program shows or edits of a place, as a readable file in a private
 * folder of this computer, and how it comes back sealed. Nothing readable of it lies anywhere else,
 * and nothing of it stays when the work is locked or the program ends; what a kill leaves is sealed
 * back, or removed, at the next start.
 */
package org.dubbelslot.workplace.copies;
