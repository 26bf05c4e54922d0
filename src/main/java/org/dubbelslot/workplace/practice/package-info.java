/**
 * A practice environment in the person's own folder: an invented organisation, a OneDrive on this
 * computer and files to try everything with.
 */
package org.dubbelslot.workplace.practice;
