package org.dubbelslot.sandbox;

import java.util.ArrayList;
import java.util.List;

/**
 * Which names items may get in a folder: by the rules, and beside those that are there. Whoever
 * asks holds the lock of the {@link DriveStore}.
 */
record FolderNames(ItemIndex index) {
  /** Refuses a name that the service refuses there. */
  void check(DriveInfo drive, Item parent, String name) throws GraphException {
    NameRules.check(name, parent.root() && drive.kind() == DriveInfo.Kind.LIBRARY);
    List<String> path = new ArrayList<>(index.path(parent));
    path.add(name);
    NameRules.checkPath(drive.sitePath(), path);
  }

  /** "name 1.ext", "name 2.ext", …: the first that is free. */
  String free(Item parent, String name, boolean folder) {
    int dot = folder ? -1 : name.lastIndexOf('.');
    String stem = dot <= 0 ? name : name.substring(0, dot);
    String extension = dot <= 0 ? "" : name.substring(dot);
    int number = 1;
    while (index.child(parent, stem + " " + number + extension).isPresent()) {
      number++;
    }
    return stem + " " + number + extension;
  }
}
