package org.dubbelslot.desktop.common;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.dubbelslot.words.Words;

/** Controls as every screen makes them: named, and explained where only an icon is shown. */
public final class Controls {
  private Controls() {}

  /** A button with text. */
  public static Button button(String text, Runnable action) {
    Button button = new Button(text);
    button.setOnAction(pressed -> action.run());
    button.setAccessibleText(text);
    return button;
  }

  /** A button with an icon before its text. */
  public static Button button(Glyph glyph, String text, Runnable action) {
    Button button = button(text, action);
    button.setGraphic(glyph.icon());
    return button;
  }

  /** The one button of a screen or sheet that goes on; Enter presses it. */
  public static Button primary(String text, Runnable action) {
    Button button = button(text, action);
    button.setDefaultButton(true);
    button.getStyleClass().add("accent");
    return button;
  }

  /** A button that shows nothing but an icon; {@code name} is read aloud, and shown on hover. */
  public static Button iconButton(Glyph glyph, String name, Runnable action) {
    Button button = new Button();
    button.setGraphic(glyph.icon());
    button.getStyleClass().addAll("button-icon", "flat");
    button.setAccessibleText(name);
    button.setTooltip(new Tooltip(name));
    button.setOnAction(pressed -> action.run());
    return button;
  }

  /** A text that breaks into lines. */
  public static Label text(String text, String... styles) {
    Label label = new Label(text);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    label.getStyleClass().addAll(styles);
    return label;
  }

  /** Takes up the room that is left in a row. */
  public static Region stretch() {
    Region region = new Region();
    HBox.setHgrow(region, Priority.ALWAYS);
    return region;
  }

  /** As {@link #text(String, String...)}, a sentence of the bundle. */
  public static Label sentence(Words words, String key, Object... arguments) {
    return text(words.text(key, arguments));
  }
}
