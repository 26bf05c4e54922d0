package org.dubbelslot.desktop.folder;

import org.dubbelslot.words.Failure;

/** How far a folder is shown. */
sealed interface Shown {
  /** No folder was asked for. */
  record Nothing() implements Shown {}

  /** The way to a folder is looked for, or its first items are fetched. */
  record Loading() implements Shown {}

  /** Its items are there, or the first of them. */
  record Listed(boolean complete) implements Shown {}

  /** It could not be listed. */
  record Failed(Failure failure) implements Shown {}

  /** Somebody deleted it, or moved it away. */
  record Gone() implements Shown {}
}
