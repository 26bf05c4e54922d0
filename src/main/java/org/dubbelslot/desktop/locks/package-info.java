/** The two locks: whether they are open, how they are opened, and when they shut by themselves. */
package org.dubbelslot.desktop.locks;
