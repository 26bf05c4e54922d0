/** What Microsoft sees: a folder exactly as its provider has it, and what each file gives away. */
package org.dubbelslot.desktop.provider;
