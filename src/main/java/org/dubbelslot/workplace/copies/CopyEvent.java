package org.dubbelslot.workplace.copies;

import org.dubbelslot.words.Failure;

/** What a person is told about copies unasked. */
public sealed interface CopyEvent {
  /**
   * Somebody else changed a document while it was edited here: both are kept.
   *
   * @param name the document, as the other left it
   * @param ours what was written here, beside it
   */
  record KeptBoth(String name, String ours) implements CopyEvent {}

  /**
   * The other program saved something under another name beside the copy: it was put beside the
   * document.
   *
   * @param name what it is called there
   */
  record PutBeside(String name) implements CopyEvent {}

  /**
   * Changes that an earlier run left behind have arrived.
   *
   * @param name of the document
   */
  record Recovered(String name) implements CopyEvent {}

  /**
   * Changes could not be brought back before the lock: they are sealed on this computer and go on
   * their way when it is opened next.
   *
   * @param name of the document
   */
  record KeptForLater(String name) implements CopyEvent {}

  /**
   * Something went wrong that concerns no copy of the list.
   *
   * @param why what to tell
   */
  record Trouble(Failure why) implements CopyEvent {}
}
