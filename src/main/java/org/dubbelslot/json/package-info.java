/** Strict reading of JSON that somebody else wrote: bounded, unambiguous, nothing tolerated. */
package org.dubbelslot.json;
