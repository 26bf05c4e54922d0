package org.dubbelslot.desktop.start;

import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;
import org.dubbelslot.desktop.common.Controls;
import org.dubbelslot.policy.RulesOfUse;
import org.dubbelslot.words.Language;
import org.dubbelslot.words.Words;

/** The organisation's rules of use, to be read and accepted. */
final class RulesPane extends VBox {
  RulesPane(Words words, StartModel model, RulesOfUse rules) {
    String text = words.language() == Language.NL ? rules.dutch() : rules.english();
    Markdown markdown = Markdown.of(text);
    ScrollPane scroll = new ScrollPane(markdown.node());
    scroll.setId("start-rules");
    scroll.setFitToWidth(true);
    scroll.setFocusTraversable(true);
    scroll.setAccessibleText(markdown.plain());
    scroll.getStyleClass().add("rules-scroll");
    Button accept = Controls.primary(words.text("desktop.start.accept"), () -> model.accept(rules));
    accept.setId("start-accept");
    Button lock = Controls.button(words.text("desktop.start.not-now"), model::lock);
    lock.setId("start-not-now");
    StepPane.fill(
        this,
        StepPane.heading(words, 3),
        Controls.text(words.text("desktop.start.rules"), "title"),
        Controls.sentence(words, "desktop.start.rules-lead", rules.version()),
        scroll,
        Controls.text(words.text("desktop.start.rules-receipt"), "quiet"),
        StepPane.buttons(lock, accept));
  }
}
