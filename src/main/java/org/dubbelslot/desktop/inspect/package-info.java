/**
 * What anyone can see of a file, sealed or not: what it is, which locks it needs, its first bytes
 * explained.
 */
package org.dubbelslot.desktop.inspect;
