/**
 * The strip at the window's foot: what is being carried, how far each is, what stands in the way,
 * and the question when the window closes meanwhile.
 */
package org.dubbelslot.desktop.transfers;
