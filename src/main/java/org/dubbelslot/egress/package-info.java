/**
 * The one door to the network: opens every outgoing connection of the program and writes down when,
 * to which host, for what purpose and how many bytes. It never looks at what is sent.
 *
 * <p>{@link org.dubbelslot.egress.Egress} makes the HTTP clients that the program's libraries ask
 * for; no class outside this room may open a connection in any other way, and a test holds that.
 */
package org.dubbelslot.egress;
