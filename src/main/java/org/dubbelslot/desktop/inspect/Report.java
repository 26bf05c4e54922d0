package org.dubbelslot.desktop.inspect;

import java.util.List;
import java.util.Optional;

/**
 * What the screen says of one file, in words, ready to be laid out.
 *
 * @param verdict what it comes down to
 * @param file its name
 * @param headline the verdict in a few words
 * @param explanation in one or two sentences
 * @param code of a failure, for support
 * @param cards what is known in detail
 */
public record Report(
    Verdict verdict,
    String file,
    String headline,
    String explanation,
    Optional<String> code,
    List<Card> cards)
    implements InspectModel.State {
  /** Copies the list. */
  public Report {
    cards = List.copyOf(cards);
  }

  /** What looking at a file comes down to. */
  public enum Verdict {
    /** On double lock, as far as can be told from outside. */
    SEALED,
    /** For anybody to read. */
    READABLE,
    /** Nothing can be told. */
    UNCLEAR
  }

  /**
   * Facts that belong together.
   *
   * @param technical whether it is for the curious, and may stand aside
   */
  public record Card(String title, List<Fact> facts, boolean technical) {
    /** Copies the list. */
    public Card {
      facts = List.copyOf(facts);
    }
  }

  /**
   * One fact.
   *
   * @param label what it is about; empty when the text says it all
   * @param code an identifier or bytes, to be shown as they are; empty when there are none
   * @param text in words; empty when the code says it all
   */
  public record Fact(String label, String code, String text) {
    /** The fact as it is read aloud. */
    String spoken() {
      return String.join(
          ". ", List.of(label, code, text).stream().filter(one -> !one.isEmpty()).toList());
    }
  }
}
