package org.dubbelslot.desktop.provider;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.dubbelslot.desktop.inspect.Report;
import org.dubbelslot.desktop.inspect.Report.Card;
import org.dubbelslot.desktop.inspect.Report.Fact;
import org.dubbelslot.desktop.inspect.ReportWriter;
import org.dubbelslot.drive.DriveItem;
import org.dubbelslot.drive.Provider;
import org.dubbelslot.words.Words;

/** Puts into words what a provider has of one item, beside what the file itself gives away. */
final class LookWriter {
  private final Words words;
  private final Function<DriveItem, Optional<String>> sealers;

  /**
   * A writer.
   *
   * @param sealers who sealed a file, where that is known already
   */
  LookWriter(Words words, Function<DriveItem, Optional<String>> sealers) {
    this.words = words;
    this.sealers = sealers;
  }

  /** The report on a file. */
  Report write(ProviderModel.Look.File look) {
    Report report = new ReportWriter(words).write(look.seen().item().name(), look.sight());
    List<Card> cards = new ArrayList<>();
    cards.add(known(look.seen()));
    if (report.verdict() == Report.Verdict.SEALED) {
      cards.add(sealer(look.seen().item()));
    }
    cards.addAll(report.cards());
    return new Report(
        report.verdict(),
        report.file(),
        report.headline(),
        report.explanation(),
        report.code(),
        cards);
  }

  /** What the provider notes of an item by itself. */
  Card known(Provider.Seen seen) {
    DriveItem item = seen.item();
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact(text("name"), Words.printable(item.name()), ""));
    if (!item.folder()) {
      facts.add(new Fact(text("size"), "", text("bytes", item.size())));
    }
    seen.created().ifPresent(at -> facts.add(when("created", at, seen.createdBy())));
    facts.add(when("modified", item.modified(), seen.modifiedBy()));
    seen.address()
        .map(URI::toString)
        .ifPresent(address -> facts.add(new Fact(text("address"), address, "")));
    return new Card(text("known"), facts, false);
  }

  private Fact when(String key, Instant at, Optional<String> account) {
    String moment = words.moment(at);
    return new Fact(text(key), "", account.map(by -> text("when-by", moment, by)).orElse(moment));
  }

  private Card sealer(DriveItem item) {
    String who =
        sealers.apply(item).map(name -> text("sealer-known", name)).orElse(text("sealer-unknown"));
    return new Card(text("sealer"), List.of(new Fact("", "", who)), false);
  }

  private String text(String key, Object... arguments) {
    return words.text("desktop.provider." + key, arguments);
  }
}
