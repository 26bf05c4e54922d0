/**
 * The folder that is shown: its items under their true names, what can be done with them, the way
 * to it, and the search by name across its place. Nothing here asks for an organisation's half:
 * what stands only inside files is shown once a file was opened.
 *
 * <p>Start with {@link org.dubbelslot.desktop.folder.FolderScreen}.
 */
package org.dubbelslot.desktop.folder;
