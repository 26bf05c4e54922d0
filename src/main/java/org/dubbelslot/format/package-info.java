/**
 * The sealed file, format version 1 ({@code docs/format.md}): what two keys make of one plaintext.
 *
 * <p>Start with {@link org.dubbelslot.format.Sealer} and {@link org.dubbelslot.format.Opener};
 * {@link org.dubbelslot.format.RangeOpener} reads a part, {@link org.dubbelslot.format.Inspector}
 * tells what anyone can see, {@link org.dubbelslot.format.Rewrapper} changes the locks and leaves
 * the content alone. Every way in which a file can be refused is a type of {@link
 * org.dubbelslot.format.FormatException}.
 *
 * <p>The room knows nothing of where files lie, who people are or where keys come from: the keys
 * are handed in by {@link org.dubbelslot.format.LockKeys} and {@link
 * org.dubbelslot.format.OpeningKeys}.
 */
package org.dubbelslot.format;
