package org.dubbelslot.cli;

import java.util.Optional;
import org.dubbelslot.words.Failure;
import org.dubbelslot.words.Words;

/**
 * What one of doctor's checks found.
 *
 * @param check what was looked at; in JSON as it is, for people the sentence {@code doctor.<check>}
 * @param state how it stands
 * @param sentence what was found
 * @param remedy what to do about it; empty where nothing is to be done
 * @param failure for {@link State#FAILING}: what commands that need this will end with
 */
record Finding(
    String check, State state, String sentence, String remedy, Optional<Failure> failure) {
  /** How a thing stands. */
  enum State {
    /** Nothing to do. */
    OK,
    /** Works, or is not set up yet. */
    ATTENTION,
    /** Does not work. */
    FAILING
  }

  static Finding ok(String check, String sentence) {
    return new Finding(check, State.OK, sentence, "", Optional.empty());
  }

  static Finding attention(String check, String sentence, String remedy) {
    return new Finding(check, State.ATTENTION, sentence, remedy, Optional.empty());
  }

  static Finding failing(String check, Failure failure, Words words) {
    return new Finding(
        check, State.FAILING, failure.sentence(words), failure.remedy(words), Optional.of(failure));
  }
}
