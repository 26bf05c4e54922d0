/**
 * Opening, editing, preview and earlier versions: what other programs have open and how it stands,
 * what a file looks like without opening it, and what it was before.
 */
package org.dubbelslot.desktop.copies;
