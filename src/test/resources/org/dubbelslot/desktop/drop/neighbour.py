"""Another program: what is dragged out of it, and what is dropped on it, as file addresses."""
import sys

import gi

gi.require_version("Gdk", "3.0")
gi.require_version("Gtk", "3.0")
from gi.repository import Gdk, Gtk

window = Gtk.Window(title="neighbour")
window.set_default_size(240, 240)
window.move(980, 40)
box = Gtk.Box(orientation=Gtk.Orientation.VERTICAL, homogeneous=True)
source = Gtk.EventBox()
source.add(Gtk.Label(label="drag me"))
source.drag_source_set(Gdk.ModifierType.BUTTON1_MASK, [], Gdk.DragAction.COPY)
source.drag_source_add_uri_targets()
source.connect("drag-data-get", lambda w, c, data, i, t: data.set_uris(sys.argv[1:]))
target = Gtk.EventBox()
target.add(Gtk.Label(label="drop here"))
target.drag_dest_set(Gtk.DestDefaults.ALL, [], Gdk.DragAction.COPY)
target.drag_dest_add_uri_targets()


def received(widget, context, x, y, data, info, time):
    for uri in data.get_uris():
        print("GOT", uri, flush=True)


target.connect("drag-data-received", received)
box.add(source)
box.add(target)
window.add(box)
window.connect("destroy", Gtk.main_quit)
window.show_all()
Gtk.main()
