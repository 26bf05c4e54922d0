/** The places of the sidebar, and how one is added, renamed and forgotten. */
package org.dubbelslot.desktop.places;
