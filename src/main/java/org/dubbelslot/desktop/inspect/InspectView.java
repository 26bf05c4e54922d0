package org.dubbelslot.desktop.inspect;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import javafx.css.PseudoClass;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;
import org.dubbelslot.desktop.inspect.InspectModel.Invitation;
import org.dubbelslot.desktop.inspect.InspectModel.Looking;
import org.dubbelslot.words.Words;

/** The screen "What anyone can see": files are dropped anywhere in it, or chosen. */
final class InspectView extends BorderPane {
  private static final PseudoClass DROP = PseudoClass.getPseudoClass("drop");

  private final InspectModel model;
  private final Words words;
  private final Supplier<List<Path>> chooser;
  private final ScrollPane scroll = new ScrollPane();
  private final Button choose = new Button();

  InspectView(InspectModel model, Words words, Supplier<List<Path>> chooser) {
    this.model = model;
    this.words = words;
    this.chooser = chooser;
    getStyleClass().add("inspect");
    scroll.setFitToWidth(true);
    scroll.setFocusTraversable(false);
    setTop(new VBox(head(), pager()));
    show(model.stateProperty().get());
    model.stateProperty().addListener((seen, before, state) -> show(state));
    acceptDrops();
  }

  /** The keyboard begins at the button. */
  void begin() {
    choose.requestFocus();
  }

  /** Lets the person choose files, and looks at them. */
  void choose() {
    model.look(chooser.get());
  }

  private Node head() {
    Label title = label("title", "title");
    Label lead = label("lead", "quiet");
    VBox titles = new VBox(4, title, lead);
    HBox.setHgrow(titles, Priority.ALWAYS);
    choose.setText(text("choose"));
    choose.setId("choose");
    choose.setMnemonicParsing(true);
    choose.setMinWidth(Region.USE_PREF_SIZE);
    choose.setAccessibleText(text("choose-help"));
    choose.setOnAction(pressed -> choose());
    HBox head = new HBox(titles, choose);
    head.getStyleClass().add("head");
    return head;
  }

  private Node pager() {
    Button previous = step("‹", "previous", -1);
    previous.disableProperty().bind(model.positionProperty().lessThan(1));
    Button next = step("›", "next", 1);
    next.disableProperty()
        .bind(model.positionProperty().add(1).greaterThanOrEqualTo(model.countProperty()));
    Label position = new Label();
    position.setId("position");
    position.getStyleClass().add("quiet");
    position
        .textProperty()
        .bind(
            model
                .positionProperty()
                .flatMap(
                    at ->
                        model
                            .countProperty()
                            .map(all -> text("position", at.intValue() + 1, all.intValue()))));
    HBox pager = new HBox(position, previous, next);
    pager.getStyleClass().add("pager");
    pager.visibleProperty().bind(model.countProperty().greaterThan(1));
    pager.managedProperty().bind(pager.visibleProperty());
    return pager;
  }

  private Button step(String sign, String name, int by) {
    Button button = new Button(sign);
    button.setId(name);
    button.getStyleClass().add("small");
    button.setAccessibleText(text(name));
    button.setOnAction(pressed -> model.step(by));
    return button;
  }

  private void show(InspectModel.State state) {
    switch (state) {
      case Invitation invitation -> setCenter(invitation());
      case Looking looking -> setCenter(waiting(looking));
      case Report report -> {
        ReportView view = new ReportView(report);
        view.lookupAll(".card").forEach(this::keepInSight);
        scroll.setContent(view);
        scroll.setVvalue(0);
        setCenter(scroll);
      }
    }
  }

  private Node invitation() {
    Label drop = centred(label("drop", "headline"));
    Label hint = centred(label("drop-hint", "quiet"));
    hint.setMaxWidth(400);
    VBox invitation = new VBox(Icons.twoLocks(), drop, hint);
    invitation.getStyleClass().add("invitation");
    StackPane around = new StackPane(invitation);
    around.getStyleClass().add("around");
    return around;
  }

  private Node waiting(Looking looking) {
    Label wait = new Label(text("looking", looking.name()));
    wait.setWrapText(true);
    wait.getStyleClass().addAll("quiet", "wait");
    return wait;
  }

  /** Scrolls to a card that the Tab key reached. */
  private void keepInSight(Node card) {
    card.focusedProperty()
        .addListener(
            (seen, before, focused) -> {
              if (focused && scroll.getContent() != null) {
                Node content = scroll.getContent();
                Bounds bounds = content.sceneToLocal(card.localToScene(card.getLayoutBounds()));
                double height = content.getLayoutBounds().getHeight();
                double hidden = height - scroll.getViewportBounds().getHeight();
                if (hidden > 0) {
                  scroll.setVvalue(Math.clamp((bounds.getMinY() - 16) / hidden, 0, 1));
                }
              }
            });
  }

  private void acceptDrops() {
    setOnDragEntered(event -> pseudoClassStateChanged(DROP, event.getDragboard().hasFiles()));
    setOnDragExited(event -> pseudoClassStateChanged(DROP, false));
    setOnDragOver(
        event -> {
          if (event.getDragboard().hasFiles()) {
            event.acceptTransferModes(TransferMode.COPY);
          }
          event.consume();
        });
    setOnDragDropped(this::dropped);
  }

  private void dropped(DragEvent event) {
    boolean files = event.getDragboard().hasFiles();
    event.setDropCompleted(files);
    event.consume();
    if (files) {
      model.look(event.getDragboard().getFiles().stream().map(File::toPath).toList());
    }
  }

  private Label label(String key, String style) {
    Label label = new Label(text(key));
    label.setWrapText(true);
    label.setMinHeight(USE_PREF_SIZE);
    label.getStyleClass().add(style);
    return label;
  }

  private static Label centred(Label label) {
    label.setTextAlignment(TextAlignment.CENTER);
    return label;
  }

  private String text(String key, Object... arguments) {
    return words.text("desktop.inspect." + key, arguments);
  }
}
