/**
 * The {@code dubbelslot} command: one class per command, exit codes, and the only place that
 * prints.
 */
package org.dubbelslot.cli;
