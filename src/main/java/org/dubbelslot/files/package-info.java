/**
 * Local files: read with an eye on what changes underneath, written whole or not at all, and every
 * failure its own type. Knows nothing of what the files hold.
 */
package org.dubbelslot.files;
