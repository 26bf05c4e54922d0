package org.dubbelslot.desktop.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dubbelslot.desktop.inspect.Report.Card;
import org.dubbelslot.desktop.inspect.Report.Fact;
import org.dubbelslot.desktop.inspect.Report.Verdict;
import org.dubbelslot.format.Inspection;
import org.dubbelslot.format.OrganisationAlgorithm;
import org.dubbelslot.words.Failure;
import org.dubbelslot.words.Failures;
import org.dubbelslot.words.Words;

/** Puts what was seen of a file into words. */
public final class ReportWriter {
  private final Words words;

  /** Writes in the language of {@code words}. */
  public ReportWriter(Words words) {
    this.words = words;
  }

  /** The report on the file called {@code name}. */
  public Report write(String name, Sight sight) {
    String file = Words.printable(name);
    return switch (sight) {
      case Sight.Shut shut ->
          new Report(
              Verdict.SEALED,
              file,
              text("sealed"),
              text("sealed-explanation"),
              Optional.empty(),
              cards(shut));
      case Sight.Readable readable ->
          new Report(
              Verdict.READABLE,
              file,
              text("readable"),
              text("readable-explanation"),
              Optional.empty(),
              cards(readable));
      case Sight.Unclear unclear -> unclear(file, unclear);
    };
  }

  private Report unclear(String file, Sight.Unclear unclear) {
    Failure failure = new Failures(words).describe(unclear.why(), Optional.empty());
    String remedy =
        switch (failure.code()) {
          // The usual remedies are for the command line.
          case FILE_IS_FOLDER, FILE_IS_SPECIAL -> text("choose-ordinary");
          default -> failure.remedyInWindow(words);
        };
    return new Report(
        Verdict.UNCLEAR,
        file,
        failure.sentence(words),
        remedy,
        Optional.of(failure.code().code()),
        start(unclear.start()).stream().toList());
  }

  private List<Card> cards(Sight.Shut shut) {
    Inspection seen = shut.inspection();
    List<Card> cards = new ArrayList<>();
    for (int i = 0; i < seen.locks().size(); i++) {
      String title =
          seen.locks().size() == 1
              ? text("locks")
              : text("locks-one-of", i + 1, seen.locks().size());
      cards.add(new Card(title, lock(seen.locks().get(i)), false));
    }
    cards.add(
        new Card(
            text("size"),
            List.of(
                new Fact(text("size-file"), "", size(seen.length())),
                new Fact(
                    text("size-content"),
                    "",
                    text("size-at-most", seen.paddedSize(), words.size(seen.paddedSize())))),
            false));
    cards.add(
        new Card(
            text("hidden"),
            Stream.of("hidden-name", "hidden-content", "hidden-who", "hidden-size")
                .map(key -> new Fact("", "", text(key)))
                .toList(),
            false));
    cards.add(new Card(text("trust"), List.of(new Fact("", "", text("trust-text"))), false));
    cards.add(new Card(text("start"), HeadPart.explain(shut.start(), words), true));
    return cards;
  }

  private List<Fact> lock(Inspection.LockInfo lock) {
    return List.of(
        new Fact(text("lock-organisation"), lock.organisation().text(), algorithm(lock)),
        new Fact(text("lock-team"), lock.team().text(), ""));
  }

  private String algorithm(Inspection.LockInfo lock) {
    return OrganisationAlgorithm.of(lock.algorithm())
        .map(
            known ->
                switch (known) {
                  case HPKE_X_WING -> text("algorithm-x-wing");
                  case RSA_OAEP_256 -> text("algorithm-rsa");
                })
        .orElseGet(() -> text("algorithm-unknown", lock.algorithm()));
  }

  private List<Card> cards(Sight.Readable readable) {
    List<Card> cards = new ArrayList<>();
    cards.add(
        new Card(
            text("size"),
            List.of(new Fact(text("size-file"), "", size(readable.length()))),
            false));
    cards.add(
        new Card(
            text("visible"),
            Stream.of("visible-name", "visible-content", "visible-size")
                .map(key -> new Fact("", "", text(key)))
                .toList(),
            false));
    start(readable.start()).ifPresent(cards::add);
    return cards;
  }

  /** The first bytes of a file of which no part is known: as they are, and as letters. */
  private Optional<Card> start(byte[] start) {
    if (start.length == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new Card(
            start.length == Sight.START_BYTES ? text("start") : text("start-all", start.length),
            List.of(
                new Fact(text("start-bytes"), HeadPart.hex(start), ""),
                new Fact(text("start-letters"), HeadPart.letters(start), "")),
            true));
  }

  private String size(long bytes) {
    return bytes < 1000
        ? text("size-bytes", bytes)
        : text("size-bytes-about", bytes, words.size(bytes));
  }

  private String text(String key, Object... arguments) {
    return words.text("desktop.inspect." + key, arguments);
  }
}
