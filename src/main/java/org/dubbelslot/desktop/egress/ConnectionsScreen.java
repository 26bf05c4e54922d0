package org.dubbelslot.desktop.egress;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.dubbelslot.desktop.common.Controls;
import org.dubbelslot.desktop.common.FileDialogs;
import org.dubbelslot.desktop.common.Frame;
import org.dubbelslot.desktop.common.Glyph;
import org.dubbelslot.desktop.common.ItemNames;
import org.dubbelslot.desktop.common.Screen;
import org.dubbelslot.egress.Purpose;
import org.dubbelslot.words.Words;

/**
 * Every connection that the program opened, for whoever must answer for it: the list itself, what
 * each host is for, and a file of both for their own records.
 */
public final class ConnectionsScreen implements Screen {
  /** Enough for what the empty field says. */
  private static final int FILTER_COLUMNS = 20;

  private final Frame frame;
  private final Words words;
  private final FileDialogs dialogs;
  private final ConnectionsModel model;
  private final VBox view = new VBox();
  private final Label summary = Controls.text("", "quiet");
  private final Label incomplete;
  private final ComboBox<Optional<String>> host = new ComboBox<>();

  /** The connections of {@code frame}'s program; {@code dialogs} ask where an export goes. */
  public ConnectionsScreen(Frame frame, FileDialogs dialogs) {
    this.frame = frame;
    this.words = frame.words();
    this.dialogs = dialogs;
    this.model = new ConnectionsModel(frame);
    incomplete = Controls.text(words.text("desktop.connections.incomplete"), "attention");
    incomplete.setGraphic(Glyph.WARNING.icon());
    incomplete.managedProperty().bind(incomplete.visibleProperty());
    incomplete.setVisible(false);
    TabPane tabs =
        new TabPane(
            tab("desktop.connections.list", new ConnectionsTable(model, words).view()),
            tab("desktop.connections.hosts", new HostsList(model, words).view()));
    tabs.setAccessibleText(words.text("desktop.connections.title"));
    VBox.setVgrow(tabs, Priority.ALWAYS);
    HBox.setHgrow(summary, Priority.ALWAYS);
    summary.setMaxWidth(Double.MAX_VALUE);
    HBox below = new HBox(summary, export());
    below.getStyleClass().add("connections-below");
    view.getStyleClass().addAll("page", "connections");
    view.getChildren()
        .addAll(
            Controls.text(words.text("desktop.connections.title"), "title"),
            Controls.text(words.text("desktop.connections.lead")),
            incomplete,
            filters(),
            tabs,
            below);
    model.overviewProperty().subscribe(this::show);
  }

  @Override
  public Node view() {
    return view;
  }

  @Override
  public void shown() {
    model.begin();
  }

  @Override
  public void hidden() {
    model.end();
  }

  private Tab tab(String key, Node content) {
    Tab tab = new Tab(words.text(key), content);
    tab.setClosable(false);
    return tab;
  }

  private Node filters() {
    TextField text = new TextField();
    text.setId("connections-text");
    text.setPrefColumnCount(FILTER_COLUMNS);
    text.setPromptText(words.text("desktop.connections.filter"));
    text.setAccessibleText(words.text("desktop.connections.filter"));
    text.textProperty().subscribe(typed -> model.choose(choice -> choice.withText(typed)));
    host.setId("connections-host");
    host.setAccessibleText(words.text("desktop.connections.host"));
    String everyHost = words.text("desktop.connections.every-host");
    host.setConverter(new ItemNames<>(host.getItems(), one -> one.orElse(everyHost)));
    host.getItems().add(Optional.empty());
    host.setValue(Optional.empty());
    host.valueProperty()
        .subscribe(
            chosen -> {
              if (chosen != null) {
                model.choose(choice -> choice.withHost(chosen));
              }
            });
    ComboBox<Optional<Purpose>> purpose = new ComboBox<>();
    purpose.setId("connections-purpose");
    purpose.setAccessibleText(words.text("desktop.connections.purpose"));
    String everyPurpose = words.text("desktop.connections.every-purpose");
    purpose.setConverter(
        new ItemNames<>(
            purpose.getItems(),
            one -> one.map(known -> purpose(words, known)).orElse(everyPurpose)));
    purpose.getItems().add(Optional.empty());
    for (Purpose one : Purpose.values()) {
      purpose.getItems().add(Optional.of(one));
    }
    purpose.setValue(Optional.empty());
    purpose.valueProperty().subscribe(chosen -> model.choose(choice -> choice.withPurpose(chosen)));
    FlowPane bar = new FlowPane(text, host, purpose);
    bar.getStyleClass().add("bar");
    return bar;
  }

  private MenuButton export() {
    MenuButton button = new MenuButton(words.text("desktop.connections.export"));
    button.setId("connections-export");
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setGraphic(Glyph.SAVE.icon());
    button.setAccessibleText(button.getText());
    for (Export form : Export.values()) {
      MenuItem item = new MenuItem(words.text("desktop.connections.export-as", form.name()));
      item.setOnAction(chosen -> save(form));
      button.getItems().add(item);
    }
    return button;
  }

  private void save(Export form) {
    String name = words.text("desktop.connections.file") + form.suffix();
    Optional<Path> file = dialogs.saveAs(words.text("desktop.connections.export"), name);
    if (file.isEmpty()) {
      return;
    }
    Overview overview = model.overviewProperty().get();
    frame
        .background()
        .run(
            () -> {
              form.save(overview.rows(), file.get());
              return overview.rows().size();
            },
            saved -> frame.announcements().tell(words.text("desktop.connections.saved", saved)),
            e -> frame.fail(frame.desk().describe(e)));
  }

  private void show(Overview overview) {
    summary.setText(
        words.text(
            "desktop.connections.summary",
            overview.rows().size(),
            words.size(overview.sent()),
            words.size(overview.received())));
    incomplete.setVisible(!model.isComplete());
    List<Optional<String>> hosts = new ArrayList<>();
    hosts.add(Optional.empty());
    overview.hosts().stream()
        .map(Overview.HostTotal::host)
        .sorted()
        .map(Optional::of)
        .forEach(hosts::add);
    if (!hosts.equals(host.getItems())) {
      Optional<String> chosen = host.getValue();
      host.getItems().setAll(hosts);
      host.setValue(chosen);
    }
  }

  /** What a connection was for, as people say it. */
  static String purpose(Words words, Purpose purpose) {
    String key = purpose.name().toLowerCase(Locale.ROOT).replace('_', '-');
    return words.text("desktop.connections.purpose." + key);
  }

  /** What a host is for, one or two sentences. */
  static String explanation(Words words, HostKind kind) {
    return words.text("desktop.connections.host." + kind.key());
  }
}
