/**
 * What all screens share: work off the screen's thread, themes, icons, distances, sheets over the
 * window, and how a failure is shown. Knows no screen.
 */
package org.dubbelslot.desktop.common;
