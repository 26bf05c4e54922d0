/** Every connection that the program opened: when, to whom, what for, how much. */
package org.dubbelslot.desktop.egress;
