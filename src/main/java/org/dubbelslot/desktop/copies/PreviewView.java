package org.dubbelslot.desktop.copies;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.dubbelslot.desktop.common.Controls;
import org.dubbelslot.desktop.common.FailureBox;
import org.dubbelslot.desktop.common.Glyph;
import org.dubbelslot.words.Words;

/** The pane beside a folder that shows what a file looks like. */
public final class PreviewView extends VBox {
  private final PreviewModel model;
  private final Words words;

  /** Follows {@code model}. */
  public PreviewView(PreviewModel model, Words words) {
    this.model = model;
    this.words = words;
    getStyleClass().add("preview");
    setAccessibleText(words.text("desktop.preview.pane"));
    model.stateProperty().addListener((seen, before, now) -> show(now));
    show(model.stateProperty().get());
  }

  private void show(PreviewModel.State state) {
    setAlignment(Pos.CENTER);
    switch (state) {
      case PreviewModel.State.Nothing _ -> getChildren().setAll(quiet("desktop.preview.nothing"));
      case PreviewModel.State.NoKind(String name) ->
          getChildren().setAll(title(name), quiet("desktop.preview.no-kind"));
      case PreviewModel.State.Offered(var place, var file) ->
          getChildren()
              .setAll(
                  title(file.name()),
                  quiet("desktop.preview.offer"),
                  Controls.button(
                      Glyph.PROVIDER,
                      words.text("desktop.preview.show"),
                      () -> model.show(place, file)));
      case PreviewModel.State.Loading(String name) ->
          getChildren().setAll(title(name), quiet("desktop.preview.loading"));
      case PreviewModel.State.Text text -> text(text);
      case PreviewModel.State.Picture picture -> picture(picture);
      case PreviewModel.State.Failed(var place, var file, var why) ->
          getChildren()
              .setAll(
                  title(file.name()),
                  new FailureBox(why, words, FailureBox.again(() -> model.show(place, file))));
    }
  }

  private Label title(String name) {
    Label title = Controls.text(Words.printable(name), "strong");
    title.setMaxWidth(Double.MAX_VALUE);
    return title;
  }

  private Label quiet(String key) {
    Label label = Controls.sentence(words, key);
    label.getStyleClass().add("quiet");
    label.setMaxWidth(Double.MAX_VALUE);
    return label;
  }

  private void text(PreviewModel.State.Text text) {
    setAlignment(Pos.TOP_LEFT);
    TextArea area = new TextArea(text.text());
    area.setEditable(false);
    area.setWrapText(true);
    area.setAccessibleText(words.text("desktop.preview.of", text.name()));
    VBox.setVgrow(area, Priority.ALWAYS);
    getChildren().setAll(title(text.name()), area);
    if (text.cut()) {
      getChildren().add(quiet("desktop.preview.cut"));
    }
  }

  private void picture(PreviewModel.State.Picture picture) {
    setAlignment(Pos.TOP_LEFT);
    Drawn drawn = picture.drawn();
    WritableImage image = new WritableImage(drawn.width(), drawn.height());
    image
        .getPixelWriter()
        .setPixels(
            0,
            0,
            drawn.width(),
            drawn.height(),
            PixelFormat.getIntArgbInstance(),
            drawn.argb(),
            0,
            drawn.width());
    ImageView view = new ImageView(image);
    view.setPreserveRatio(true);
    view.setSmooth(true);
    view.setAccessibleText(words.text("desktop.preview.of", picture.name()));
    ScrollPane scroll = new ScrollPane(view);
    scroll.setFitToWidth(true);
    scroll
        .viewportBoundsProperty()
        .addListener(
            (seen, before, now) -> view.setFitWidth(Math.min(now.getWidth(), drawn.width())));
    scroll.setAccessibleText(view.getAccessibleText());
    VBox.setVgrow(scroll, Priority.ALWAYS);
    getChildren().setAll(title(picture.name()), scroll);
    if (picture.page()) {
      getChildren().add(quiet("desktop.preview.first-page"));
    }
  }
}
