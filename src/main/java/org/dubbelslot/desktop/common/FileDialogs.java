package org.dubbelslot.desktop.common;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Asks the person for a place on this computer; for the screen's thread. */
public interface FileDialogs {
  /**
   * Where something shall be saved; a file that stands there gives way, the person was asked.
   *
   * @param title of the dialog
   * @param name offered
   * @return nothing when they think better of it
   */
  Optional<Path> saveAs(String title, String name);

  /**
   * A folder that is there.
   *
   * @param title of the dialog
   * @param at where to begin
   * @return nothing when they think better of it
   */
  Optional<Path> folder(String title, Optional<Path> at);

  /** The same, where the person was last. */
  default Optional<Path> folder(String title) {
    return folder(title, Optional.empty());
  }

  /**
   * Files that are there.
   *
   * @param title of the dialog
   * @return none when they think better of it
   */
  List<Path> files(String title);
}
