package org.dubbelslot.desktop.start;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import org.dubbelslot.desktop.common.Controls;
import org.dubbelslot.desktop.common.Glyph;
import org.dubbelslot.words.Words;

/** Above every screen of a practice environment: that nothing here is real, and the way back. */
public final class PracticeBar extends HBox {
  /**
   * With a way back.
   *
   * @param leave is run when the person stops practising
   */
  public PracticeBar(Words words, Runnable leave) {
    Label says = Controls.sentence(words, "desktop.window.practice");
    says.setGraphic(Glyph.TRY.icon());
    Button stop = Controls.button(words.text("desktop.start.practice-leave"), leave);
    stop.setId("practice-leave");
    stop.setMinWidth(USE_PREF_SIZE);
    getStyleClass().addAll("practice", "start-row");
    getChildren().addAll(says, Controls.stretch(), stop);
  }
}
