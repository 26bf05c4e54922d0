/** Who can open what: the team behind a place, links, other teams' places, waiting members. */
package org.dubbelslot.desktop.sharing;
