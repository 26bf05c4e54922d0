package org.dubbelslot.desktop.start;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.text.TextContentRenderer;
import org.dubbelslot.words.Words;

/**
 * A text in Markdown as plain nodes: headings, paragraphs, lists, emphasis. A link shows its
 * address beside its words and leads nowhere; a picture shows its words; HTML is shown as it
 * stands. Nothing is fetched.
 *
 * @param node shows it
 * @param plain the same as text, to be read aloud
 */
record Markdown(VBox node, String plain) {
  private static final double INDENT = 16;

  static Markdown of(String text) {
    String safe =
        text.lines()
            .map(line -> Words.printable(line.replace("\t", "    ")))
            .collect(Collectors.joining("\n"));
    Node document = Parser.builder().build().parse(safe);
    VBox box = new VBox();
    box.getStyleClass().add("rules");
    blocks(document, box);
    return new Markdown(box, TextContentRenderer.builder().build().render(document));
  }

  private static void blocks(Node parent, VBox into) {
    for (Node block = parent.getFirstChild(); block != null; block = block.getNext()) {
      switch (block) {
        case Heading heading -> into.getChildren().add(flow(heading, "strong"));
        case Paragraph paragraph -> into.getChildren().add(flow(paragraph));
        case BulletList list -> items(list, 0, into);
        case OrderedList list ->
            items(
                list, list.getMarkerStartNumber() == null ? 1 : list.getMarkerStartNumber(), into);
        case BlockQuote quote -> into.getChildren().add(indented(quote, new Region()));
        case FencedCodeBlock code -> into.getChildren().add(literal(code.getLiteral()));
        case IndentedCodeBlock code -> into.getChildren().add(literal(code.getLiteral()));
        case HtmlBlock html -> into.getChildren().add(literal(html.getLiteral()));
        default -> blocks(block, into);
      }
    }
  }

  /** With numbers from {@code first}, or with points where that is 0. */
  private static void items(Node list, int first, VBox into) {
    int number = first;
    for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
      Text mark = new Text(first == 0 ? "•" : number + ".");
      number++;
      into.getChildren().add(indented(item, new TextFlow(mark)));
    }
  }

  private static HBox indented(Node content, Region mark) {
    VBox inner = new VBox();
    inner.getStyleClass().add("rules");
    blocks(content, inner);
    mark.setMinWidth(INDENT);
    HBox row = new HBox(mark, inner);
    row.getStyleClass().add("rules-item");
    HBox.setHgrow(inner, Priority.ALWAYS);
    return row;
  }

  private static TextFlow literal(String text) {
    Text shown = new Text(text.stripTrailing());
    shown.getStyleClass().add("code");
    return new TextFlow(shown);
  }

  private static TextFlow flow(Node block, String... styles) {
    List<Text> runs = new ArrayList<>();
    runs(block, List.of(styles), runs);
    TextFlow flow = new TextFlow();
    flow.getChildren().addAll(runs);
    return flow;
  }

  private static void runs(Node parent, List<String> styles, List<Text> into) {
    for (Node inline = parent.getFirstChild(); inline != null; inline = inline.getNext()) {
      switch (inline) {
        case org.commonmark.node.Text text -> into.add(run(text.getLiteral(), styles));
        case Code code -> into.add(run(code.getLiteral(), with(styles, "code")));
        case HtmlInline html -> into.add(run(html.getLiteral(), styles));
        case SoftLineBreak _ -> into.add(run(" ", styles));
        case HardLineBreak _ -> into.add(run("\n", styles));
        case Emphasis emphasis -> runs(emphasis, with(styles, "emphasis"), into);
        case StrongEmphasis strong -> runs(strong, with(styles, "strong"), into);
        case Link link -> {
          runs(link, styles, into);
          into.add(run(" (" + link.getDestination() + ")", styles));
        }
        default -> runs(inline, styles, into);
      }
    }
  }

  private static Text run(String text, List<String> styles) {
    Text run = new Text(text);
    run.getStyleClass().addAll(styles);
    return run;
  }

  private static List<String> with(List<String> styles, String style) {
    List<String> both = new ArrayList<>(styles);
    both.add(style);
    return both;
  }
}
