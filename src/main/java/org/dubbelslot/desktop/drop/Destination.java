package org.dubbelslot.desktop.drop;

import org.dubbelslot.transfer.Entry;
import org.dubbelslot.transfer.Place;

/** Where something that is dropped goes. */
public record Destination(Place place, Entry.Folder folder) {}
