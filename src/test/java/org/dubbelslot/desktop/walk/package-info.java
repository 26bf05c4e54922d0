/**
 * Walks through the whole window, wired as in the program, in every language: one class for each
 * thing that a person does with it, in the order in which they come to it.
 */
package org.dubbelslot.desktop.walk;
