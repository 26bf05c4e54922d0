package org.dubbelslot.desktop.common;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/**
 * Sheets over the window: one question at a time, Escape is its least harmful answer, and what lies
 * under it can be neither clicked nor reached by Tab. For the screen's thread.
 */
public final class Sheets extends StackPane {
  private final Node content;
  private final Deque<Open> open = new ArrayDeque<>();
  private Optional<Node> focusBefore = Optional.empty();

  private record Open(StackPane layer, Runnable escaped) {}

  /** A window's content with room for sheets above it. */
  public Sheets(Node content) {
    super(content);
    this.content = content;
    content.getStyleClass().add("under-sheets");
    addEventFilter(KeyEvent.KEY_PRESSED, this::escape);
  }

  /**
   * Shows a sheet above all others.
   *
   * @param title said first by a screen reader, and shown above the body
   * @param body what is asked; its first control gets the focus
   * @param escaped is run when the person presses Escape; the sheet is closed then
   * @return closes the sheet; does nothing twice
   */
  public Runnable show(String title, Node body, Runnable escaped) {
    if (open.isEmpty()) {
      focusBefore = Optional.ofNullable(getScene()).map(scene -> scene.getFocusOwner());
      content.setDisable(true);
    } else {
      open.peek().layer().setDisable(true);
    }
    VBox sheet = new VBox(Controls.text(title, "sheet-title"), body);
    sheet.getStyleClass().add("sheet");
    sheet.setAccessibleText(title);
    sheet.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    StackPane layer = new StackPane(sheet);
    layer.getStyleClass().add("sheet-ground");
    layer.setOnMousePressed(Event::consume);
    Open shown = new Open(layer, escaped);
    open.push(shown);
    getChildren().add(layer);
    Platform.runLater(
        () -> {
          if (!Focus.first(body)) {
            // Keys go nowhere where nothing has the focus.
            sheet.requestFocus();
          }
        });
    return () -> close(shown);
  }

  /** Takes all sheets away, as Escape would: what they show is for nobody any more. */
  public void closeAll() {
    while (!open.isEmpty()) {
      Open top = open.peek();
      close(top);
      top.escaped().run();
    }
  }

  /** Whether a sheet waits for an answer. */
  public boolean isAsking() {
    return !open.isEmpty();
  }

  private void close(Open closing) {
    if (!open.remove(closing)) {
      return;
    }
    getChildren().remove(closing.layer());
    if (open.isEmpty()) {
      content.setDisable(false);
      focusBefore.ifPresent(Node::requestFocus);
    } else {
      open.peek().layer().setDisable(false);
      Focus.first(open.peek().layer());
    }
  }

  private void escape(KeyEvent key) {
    if (key.getCode() == KeyCode.ESCAPE && !open.isEmpty()) {
      Open top = open.peek();
      key.consume();
      close(top);
      top.escaped().run();
    }
  }
}
