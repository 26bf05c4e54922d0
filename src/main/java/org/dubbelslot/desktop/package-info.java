/**
 * The window. Its first screen tells what anyone can see of a file, without any key.
 *
 * <p>Start with {@link org.dubbelslot.desktop.Desktop}. What is shown is worked out apart from how:
 * models and texts need no screen, views hold no knowledge. Files are never touched on the
 * toolkit's own thread.
 */
package org.dubbelslot.desktop;
