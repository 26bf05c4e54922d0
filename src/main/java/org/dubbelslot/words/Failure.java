package org.dubbelslot.words;

import java.util.Arrays;
import java.util.List;

/**
 * A failure as a person meets it. It names no file and no path: its line may be copied into a log
 * or sent to support.
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
    String text = words.text(code.sentenceKey(), arguments.toArray());
    // What a failure is about is written small, as in the middle of a sentence: "this file".
    int first = text.offsetByCodePoints(0, 1);
    return text.substring(0, first).toUpperCase(words.language().locale()) + text.substring(first);
  }

  /** What to do now, one sentence or two. */
  public String remedy(Words words) {
    return words.text(code.remedyKey(), arguments.toArray());
  }

  /** As {@link #remedy}, for somebody at the window, who types no commands. */
  public String remedyInWindow(Words words) {
    String key = words.has(code.windowKey()) ? code.windowKey() : code.remedyKey();
    return words.text(key, arguments.toArray());
  }

  /** {@code DS-401: sentence. remedy.} */
  public String line(Words words) {
    return code.code() + ": " + sentence(words) + " " + remedy(words);
  }
}
