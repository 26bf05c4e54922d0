package org.dubbelslot.desktop.inspect;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.dubbelslot.desktop.inspect.Report.Card;
import org.dubbelslot.desktop.inspect.Report.Fact;

/**
 * A report, laid out: the verdict above, then its cards, in two columns where there is room. Each
 * card can be reached by the Tab key and is read aloud as a whole.
 */
public final class ReportView extends VBox {
  private static final double TWO_COLUMNS_FROM = 800;

  private final GridPane columns = styled(new GridPane(), "columns");
  private final VBox plain;
  private final VBox technical;

  /** Lays {@code report} out. */
  public ReportView(Report report) {
    getStyleClass().add("report");
    plain = column(report.cards().stream().filter(card -> !card.technical()));
    technical = column(report.cards().stream().filter(Card::technical));
    arrange(false);
    widthProperty()
        .map(width -> width.doubleValue() >= TWO_COLUMNS_FROM)
        .addListener((seen, before, wide) -> arrange(wide));
    getChildren().addAll(verdict(report), columns);
  }

  private void arrange(boolean wide) {
    List<VBox> filled =
        Stream.of(plain, technical).filter(column -> !column.getChildren().isEmpty()).toList();
    int side = wide ? filled.size() : 1;
    columns.getChildren().clear();
    columns.getColumnConstraints().clear();
    for (int i = 0; i < side; i++) {
      ColumnConstraints share = new ColumnConstraints();
      share.setPercentWidth(100.0 / side);
      columns.getColumnConstraints().add(share);
    }
    for (int i = 0; i < filled.size(); i++) {
      columns.add(filled.get(i), i % side, i / side);
    }
  }

  private static Node verdict(Report report) {
    VBox words = styled(new VBox(), "words");
    HBox.setHgrow(words, Priority.ALWAYS);
    words
        .getChildren()
        .addAll(
            label(report.file(), "quiet", "file"),
            label(report.headline(), "headline"),
            label(report.explanation(), "explanation"));
    report.code().ifPresent(code -> words.getChildren().add(label(code, "quiet", "failure")));
    HBox verdict = styled(new HBox(Icons.of(report.verdict()), words), "verdict");
    verdict.getStyleClass().add(report.verdict().name().toLowerCase(Locale.ROOT));
    verdict.setId("verdict");
    return spoken(
        verdict,
        Stream.of(
                Stream.of(report.file(), report.headline(), report.explanation()),
                report.code().stream())
            .flatMap(part -> part));
  }

  private static VBox column(Stream<Card> cards) {
    VBox column = styled(new VBox(), "column");
    cards.map(ReportView::card).forEach(column.getChildren()::add);
    return column;
  }

  /** One card of a report, laid out. */
  public static Node card(Card card) {
    VBox facts = styled(new VBox(), "facts");
    card.facts().stream().map(ReportView::fact).forEach(facts.getChildren()::add);
    if (card.facts().stream().allMatch(fact -> fact.label().isEmpty())) {
      facts.getStyleClass().add("list");
    }
    return spoken(
        styled(new VBox(label(card.title(), "card-title"), facts), "card"),
        Stream.concat(Stream.of(card.title()), card.facts().stream().map(Fact::spoken)));
  }

  private static Node fact(Fact fact) {
    VBox lines = styled(new VBox(), "fact");
    if (!fact.label().isEmpty()) {
      lines.getChildren().add(label(fact.label(), "quiet"));
    }
    if (!fact.code().isEmpty()) {
      lines.getChildren().add(label(fact.code(), "code"));
    }
    if (!fact.text().isEmpty()) {
      lines.getChildren().add(label(fact.text()));
    }
    return lines;
  }

  private static Node spoken(Node node, Stream<String> parts) {
    node.setFocusTraversable(true);
    node.setAccessibleRole(AccessibleRole.TEXT);
    node.setAccessibleText(parts.collect(Collectors.joining(". ")));
    return node;
  }

  private static Label label(String text, String... styles) {
    Label label = new Label(text);
    label.setWrapText(true);
    label.setMinHeight(USE_PREF_SIZE);
    label.getStyleClass().addAll(styles);
    return label;
  }

  private static <T extends Node> T styled(T node, String style) {
    node.getStyleClass().add(style);
    return node;
  }
}
