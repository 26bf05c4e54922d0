/**
 * Where a person works with the program, from the command line or the window: their folder, their
 * membership with unlocked keys, their places and the drives behind them. Says nothing by itself:
 * what a {@link org.dubbelslot.workplace.Person} should know or be asked goes through that
 * interface.
 */
package org.dubbelslot.workplace;
