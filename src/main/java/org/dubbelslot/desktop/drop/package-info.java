/**
 * What comes into the window from other programs and goes out of it to them: dragged, dropped,
 * copied, pasted, saved. Asks once what nobody has decided, and hands the rest to the transfers.
 */
package org.dubbelslot.desktop.drop;
