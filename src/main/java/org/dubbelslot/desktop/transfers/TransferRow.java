package org.dubbelslot.desktop.transfers;

import java.util.Set;

/**
 * One line of the list.
 *
 * @param name the file's own
 * @param fraction from 0 to 1; below 0 where nothing can be told
 * @param status one line: how far, how fast, or why not
 * @param explanation the whole sentence behind the status, for a tooltip and a screen reader
 */
record TransferRow(
    long id,
    Kind kind,
    boolean upload,
    String name,
    double fraction,
    String status,
    String explanation,
    Set<Action> actions) {

  /** How it stands, as it is coloured and marked. */
  enum Kind {
    RUNNING,
    WAITING,
    TROUBLED,
    PAUSED,
    DONE
  }

  /** What can be done about it. */
  enum Action {
    PAUSE,
    RESUME,
    RETRY,
    CANCEL
  }
}
