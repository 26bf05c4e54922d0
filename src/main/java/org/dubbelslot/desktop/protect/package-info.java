/** Putting files on double lock that lie in a place for the provider to read. */
package org.dubbelslot.desktop.protect;
