package org.dubbelslot.desktop.common;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.dubbelslot.words.Failure;
import org.dubbelslot.words.Remedy;
import org.dubbelslot.words.Words;

/**
 * A failure as every screen shows it: what happened, what to do, the code for whoever helps, and
 * the button that does it.
 */
public final class FailureBox extends HBox {
  private final VBox texts = new VBox();

  /**
   * Shows {@code failure}.
   *
   * @param remedies what this screen can do about failures; where it cannot do what would help, the
   *     sentence alone says it
   */
  public FailureBox(Failure failure, Words words, Map<Remedy, Runnable> remedies) {
    getStyleClass().add("failure");
    // What it was about stays out: the code alone is for whoever helps.
    System.getLogger(FailureBox.class.getName())
        .log(System.Logger.Level.DEBUG, "shown: {0}", failure.code());
    String sentence = failure.sentence(words);
    String remedy = failure.remedyInWindow(words);
    Label what = Controls.text(sentence, "failure-sentence");
    Label how = Controls.text(remedy);
    Label code = Controls.text(failure.code().code(), "quiet");
    texts.getChildren().setAll(what, how, code);
    texts.getStyleClass().add("failure-texts");
    HBox.setHgrow(texts, Priority.ALWAYS);
    getChildren().addAll(Glyph.WARNING.icon(), texts);
    Remedy offered = Remedy.of(failure.code());
    Optional.ofNullable(remedies.get(offered))
        .ifPresent(
            action -> {
              Button button = Controls.button(words.text(key(offered)), action);
              button.setMinWidth(USE_PREF_SIZE);
              getChildren().add(button);
            });
    setFocusTraversable(true);
    setAccessibleText(sentence + " " + remedy + " " + failure.code().code());
  }

  /** The same for a narrow card, where the button stands under the sentences. */
  public FailureBox narrow() {
    List<Node> buttons = getChildren().stream().filter(Button.class::isInstance).toList();
    getChildren().removeAll(buttons);
    texts.getChildren().addAll(buttons);
    return this;
  }

  /**
   * What a screen can do that needs only to do the same once more: whoever has to sign in first is
   * asked on the way.
   */
  public static Map<Remedy, Runnable> again(Runnable again) {
    return Map.of(Remedy.RETRY, again, Remedy.REFRESH, again, Remedy.SIGN_IN, again);
  }

  private static String key(Remedy remedy) {
    return "desktop.remedy." + remedy.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }
}
