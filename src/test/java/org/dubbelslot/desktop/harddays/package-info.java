/** Bad input and hard days: each through the program's own screens and a OneDrive over HTTP. */
package org.dubbelslot.desktop.harddays;
