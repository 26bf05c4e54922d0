package org.dubbelslot.desktop.settings;

import java.util.List;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.dubbelslot.desktop.common.Controls;
import org.dubbelslot.policy.Decision;
import org.dubbelslot.policy.EffectivePolicy;
import org.dubbelslot.words.Words;

/**
 * Everything that can be decided, what holds, and who decided it: what {@code policy show} says.
 */
final class PolicyView {
  /** Letters that fit beside each other in the smallest window with the largest text. */
  private static final int LONG = 24;

  private final Words words;
  private final Shown shown;
  private final ObservableList<Decision<?>> decisions = FXCollections.observableArrayList();
  private final VBox view;

  PolicyView(SettingsModel model, Words words) {
    this.words = words;
    this.shown = new Shown(words);
    ListView<Decision<?>> list = new ListView<>(decisions);
    list.setId("policy");
    list.getStyleClass().add("cards");
    list.setAccessibleText(words.text("desktop.settings.policy"));
    list.setCellFactory(made -> new DecisionCell());
    VBox.setVgrow(list, Priority.ALWAYS);
    view = new VBox(Controls.text(words.text("desktop.settings.policy-lead")), list);
    view.getStyleClass().add("sections");
    model
        .policyProperty()
        .subscribe(
            policy -> decisions.setAll(policy.map(EffectivePolicy::decisions).orElse(List.of())));
  }

  Node view() {
    return view;
  }

  private final class DecisionCell extends ListCell<Decision<?>> {
    private final Label name = Controls.text("");
    private final Label value = Controls.text("", "strong");
    private final Label source = Controls.text("", "quiet");
    private final VBox content = new VBox(name, value, source);

    DecisionCell() {
      content.getStyleClass().add("card-texts");
      // As wide as the list, and so high that every text is whole.
      setPrefWidth(0);
    }

    @Override
    protected void updateItem(Decision<?> decision, boolean empty) {
      super.updateItem(decision, empty);
      if (empty) {
        setGraphic(null);
        setAccessibleText(null);
        return;
      }
      name.setText(shown.name(decision.setting()));
      value.setText(shown.value(decision));
      // A wrapped word of two letters is taken for cut off where its row is.
      value.setWrapText(value.getText().length() > LONG);
      source.setText(source(decision));
      setAccessibleText(String.join(". ", name.getText(), value.getText(), source.getText()));
      setGraphic(content);
    }

    /** Who decided, and who would have liked it looser. */
    private String source(Decision<?> decision) {
      String name = decision.setting().name();
      String text =
          decision.value().isEmpty()
              ? words.text("desktop.settings.not-decided", name)
              : words.text("desktop.settings.decided-by", name, shown.source(decision));
      for (Decision.Refusal<?> refusal : decision.refused()) {
        String asker = words.text("source." + refusal.source().text());
        text = text + " " + words.text("desktop.settings.refused", asker);
      }
      return text;
    }
  }
}
