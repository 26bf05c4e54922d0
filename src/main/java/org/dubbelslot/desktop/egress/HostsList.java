package org.dubbelslot.desktop.egress;

import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.dubbelslot.desktop.common.Controls;
import org.dubbelslot.desktop.common.Glyph;
import org.dubbelslot.words.Words;

/** Each host once: what it is for, and how much went there and came back. */
final class HostsList {
  private static final PseudoClass STRANGE = PseudoClass.getPseudoClass("strange");

  private final Words words;
  private final ObservableList<Overview.HostTotal> hosts = FXCollections.observableArrayList();
  private final ListView<Overview.HostTotal> list = new ListView<>(hosts);

  HostsList(ConnectionsModel model, Words words) {
    this.words = words;
    list.setId("connections-hosts");
    list.getStyleClass().add("cards");
    list.setAccessibleText(words.text("desktop.connections.hosts"));
    list.setPlaceholder(Controls.text(words.text("desktop.connections.none"), "quiet"));
    list.setCellFactory(made -> new HostCell());
    model
        .overviewProperty()
        .subscribe(
            overview -> {
              if (!overview.hosts().equals(hosts)) {
                hosts.setAll(overview.hosts());
              }
            });
  }

  Node view() {
    return list;
  }

  private final class HostCell extends ListCell<Overview.HostTotal> {
    private final Label name = Controls.text("", "strong");
    private final Label what = Controls.text("");
    private final Label much = Controls.text("", "quiet");
    private final HBox content;
    private final Node sign = Glyph.WARNING.icon();

    HostCell() {
      VBox texts = new VBox(name, what, much);
      texts.getStyleClass().add("card-texts");
      HBox.setHgrow(texts, Priority.ALWAYS);
      content = new HBox(texts);
      content.getStyleClass().add("card-row");
      // As wide as the list, and so high that every text is whole.
      setPrefWidth(0);
    }

    @Override
    protected void updateItem(Overview.HostTotal total, boolean empty) {
      super.updateItem(total, empty);
      boolean strange = !empty && total.kind() == HostKind.UNKNOWN;
      pseudoClassStateChanged(STRANGE, strange);
      if (empty) {
        setGraphic(null);
        setAccessibleText(null);
        return;
      }
      name.setGraphic(strange ? sign : null);
      name.setText(
          strange ? words.text("desktop.connections.strange", total.host()) : total.host());
      what.setText(ConnectionsScreen.explanation(words, total.kind()));
      much.setText(
          words.text(
              "desktop.connections.summary",
              total.connections(),
              words.size(total.sent()),
              words.size(total.received())));
      setAccessibleText(String.join(" ", name.getText(), what.getText(), much.getText()));
      setGraphic(content);
    }
  }
}
