package org.dubbelslot.desktop.folder;

import java.util.EnumMap;
import java.util.Map;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.TableCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;
import org.dubbelslot.desktop.common.Glyph;
import org.dubbelslot.words.Words;

/** The cells of a folder's table: made once for each that is visible, whatever the folder holds. */
final class FolderCells {
  private final Words words;

  FolderCells(Words words) {
    this.words = words;
  }

  /** A cell of a column. */
  TableCell<FolderRow, FolderRow> cell(FolderOrder.Column column) {
    return switch (column) {
      case NAME -> new NameCell(words);
      case SIZE -> new TextCell(column, words, Pos.CENTER_RIGHT);
      case MODIFIED, SEALED_BY, KEEP_UNTIL, CLASS -> new TextCell(column, words, Pos.CENTER_LEFT);
    };
  }

  /** What a column says of a row; empty where nothing is known. */
  static String text(FolderOrder.Column column, FolderRow row, Words words) {
    return switch (column) {
      case NAME -> Words.printable(row.name());
      case SIZE -> size(row, words);
      case MODIFIED -> words.moment(row.entry().item().modified());
      case SEALED_BY -> row.signer().map(Words::printable).orElse("");
      case KEEP_UNTIL -> row.known().keepUntil().map(words::date).orElse("");
      case CLASS -> row.known().classification().map(Words::printable).orElse("");
    };
  }

  private static String size(FolderRow row, Words words) {
    if (row.isFolder()) {
      return "";
    }
    String size = words.size(row.size());
    return row.isSizeExact() ? size : words.text("desktop.folder.size-at-most", size);
  }

  /** What is read aloud of a row. */
  static String spoken(FolderRow row, Words words) {
    String what =
        words.text("desktop.folder.row", row.name(), words.text(row.kind().key()))
            + row.mark().map(mark -> ", " + words.text(mark.key())).orElse("");
    return row.signer()
        .map(signer -> what + ", " + words.text("desktop.folder.row-signer", signer))
        .orElse(what);
  }

  /** The icons of one cell: a new one at each row would have to be styled anew. */
  private static final class Icons {
    private final Map<Glyph, Node> made = new EnumMap<>(Glyph.class);

    Node of(Glyph glyph) {
      return made.computeIfAbsent(glyph, Glyph::icon);
    }
  }

  private static final class TextCell extends TableCell<FolderRow, FolderRow> {
    private final Icons icons = new Icons();
    private final FolderOrder.Column column;
    private final Words words;

    TextCell(FolderOrder.Column column, Words words, Pos alignment) {
      this.column = column;
      this.words = words;
      setAlignment(alignment);
      getStyleClass().add("quiet");
    }

    @Override
    protected void updateItem(FolderRow row, boolean empty) {
      super.updateItem(row, empty);
      setText(empty || row == null ? null : text(column, row, words));
      boolean verified =
          column == FolderOrder.Column.SEALED_BY && !empty && row != null && row.isVerified();
      setGraphic(verified ? icons.of(Glyph.VERIFIED) : null);
    }
  }

  private static final class NameCell extends TableCell<FolderRow, FolderRow> {
    private final Words words;

    /** Icons, gaps and paddings of a name and a mark. */
    private static final double BESIDE_TEXTS = 112;

    private final Icons icons = new Icons();
    private final Icons marks = new Icons();
    private final Label name = new Label();
    private final Label badge = new Label();
    private final Tooltip why = new Tooltip();
    private final HBox box = new HBox(name, badge);

    NameCell(Words words) {
      this.words = words;
      name.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
      name.setMinWidth(0);
      badge.setMinWidth(Region.USE_PREF_SIZE);
      badge.getStyleClass().add("badge");
      HBox.setHgrow(name, Priority.SOMETIMES);
      box.getStyleClass().add("name");
      widthProperty().subscribe(this::fit);
      why.setWrapText(true);
      why.setMaxWidth(400);
    }

    @Override
    protected void updateItem(FolderRow row, boolean empty) {
      super.updateItem(row, empty);
      if (empty || row == null) {
        setGraphic(null);
        setTooltip(null);
        return;
      }
      name.setText(Words.printable(row.name()));
      name.setGraphic(icons.of(row.kind().glyph()));
      badge.setVisible(row.mark().isPresent());
      badge.setManaged(row.mark().isPresent());
      row.mark().ifPresent(this::mark);
      fit();
      setTooltip(row.mark().isPresent() ? why : null);
      setGraphic(box);
    }

    /** Where there is no room for both, the mark's words give way: its icon tells them on hover. */
    private void fit() {
      if (badge.isManaged()) {
        boolean fits = width(name) + width(badge) + BESIDE_TEXTS <= getWidth();
        badge.setContentDisplay(fits ? ContentDisplay.LEFT : ContentDisplay.GRAPHIC_ONLY);
      }
    }

    private static double width(Label label) {
      Text text = new Text(label.getText());
      text.setFont(label.getFont());
      return text.getLayoutBounds().getWidth();
    }

    private void mark(Mark mark) {
      badge.setText(words.text(mark.key()));
      badge.setGraphic(marks.of(mark.glyph()));
      badge.setAccessibleText(words.text(mark.key()));
      String tone =
          switch (mark.tone()) {
            case UNCLEAR -> "unclear";
            case READABLE -> "readable";
          };
      if (!badge.getStyleClass().contains(tone)) {
        badge.getStyleClass().removeAll("unclear", "readable");
        badge.getStyleClass().add(tone);
      }
      why.setText(words.text(mark.explanationKey()));
    }
  }
}
