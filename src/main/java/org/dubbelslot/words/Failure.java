package org.dubbelslot.words;

import java.util.Arrays;
import java.util.List;

/**
 * A failure as a person meets it.
 *
 * @param code which
 * @param arguments of sentence and remedy alike; the first is what the failure is about
 */
public record Failure(FailureCode code, List<Object> arguments) {
  /** Keeps its own copy of the arguments. */
  public Failure {
    arguments = List.copyOf(arguments);
  }

  /** With arguments listed one by one. */
  public static Failure of(FailureCode code, Object... arguments) {
    return new Failure(code, Arrays.asList(arguments));
  }

  /** What happened, one sentence. */
  public String sentence(Words words) {
    return words.text(code.sentenceKey(), arguments.toArray());
  }

  /** What to do now, one sentence or two. */
  public String remedy(Words words) {
    return words.text(code.remedyKey(), arguments.toArray());
  }

  /** {@code DS-401: sentence. remedy.} */
  public String line(Words words) {
    return code.code() + ": " + sentence(words) + " " + remedy(words);
  }
}
