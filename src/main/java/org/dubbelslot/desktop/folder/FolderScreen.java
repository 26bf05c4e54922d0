package org.dubbelslot.desktop.folder;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.dubbelslot.desktop.common.Desk;
import org.dubbelslot.desktop.common.Frame;
import org.dubbelslot.desktop.common.Glyph;
import org.dubbelslot.desktop.common.Screen;
import org.dubbelslot.transfer.Entry;
import org.dubbelslot.transfer.Place;
import org.dubbelslot.transfer.PlacePath;
import org.dubbelslot.transfer.SearchIndex;

/**
 * A folder of a place as the person's own file manager would show it, under true names. For the
 * screen's thread.
 */
public final class FolderScreen implements Screen {
  private static final String PREVIEW = "folder.preview";

  private final Frame frame;
  private final FolderActions actions;
  private final FolderModel model;
  private final SearchModel search;
  private final FolderTable table;
  private final FolderCommands commands;
  private final FolderWork work;
  private final Deletions deletions;
  private final FolderMenu menu;
  private final Crumbs crumbs;
  private final FolderBar bar;
  private final SearchResults results;
  private final FolderContent content;
  private final FolderStatus status;
  private final VBox view;

  /**
   * A screen that shows nothing until {@link #open(Place)}.
   *
   * @param actions what others do with what is selected
   */
  public FolderScreen(Frame frame, FolderActions actions) {
    this(frame, actions, new ScreenClock());
  }

  /** As above, with a clock of a test. */
  FolderScreen(Frame frame, FolderActions actions, Later later) {
    this.frame = frame;
    this.actions = actions;
    this.model = new FolderModel(frame.desk(), frame.background(), frame.words(), later);
    this.search = new SearchModel(frame.desk(), frame.background());
    this.work = new FolderWork(frame.desk(), model, frame.announcements(), frame.words());
    this.deletions =
        new Deletions(frame.desk(), model, frame.announcements(), frame.words(), later);
    this.table = new FolderTable(model, frame.words(), frame.settings(), () -> openSelected());
    this.commands = new FolderCommands(frame, actions, model, table, work, deletions);
    this.menu = new FolderMenu(commands, frame.words());
    this.crumbs = new Crumbs(frame.words(), this::go);
    this.bar =
        new FolderBar(frame.words(), crumbs, this::up, commands::newFolder, commands::refresh);
    this.results = new SearchResults(search, frame.words(), this::goTo);
    this.content = new FolderContent(frame, model, table.node(), results, commands::add);
    this.status = new FolderStatus(frame.words(), model, table.selection(), work.underWay());
    HBox middle = new HBox(content);
    HBox.setHgrow(content, Priority.ALWAYS);
    VBox.setVgrow(middle, Priority.ALWAYS);
    this.view = new VBox(bar, middle, status);
    view.getStyleClass().add("folder");
    view.setId("folder");
    menu.install(table.node());
    actions.preview().ifPresent(preview -> addPreview(middle, preview));
    listen();
  }

  private void listen() {
    view.addEventFilter(KeyEvent.KEY_PRESSED, keys()::pressed);
    table.node().addEventFilter(KeyEvent.KEY_PRESSED, this::enters);
    bar.field().addEventHandler(KeyEvent.KEY_PRESSED, this::leavesField);
    table.node().addEventHandler(KeyEvent.KEY_TYPED, this::typed);
    model.where().addListener((property, before, now) -> shows(now));
    bar.field().textProperty().addListener((property, before, now) -> looksFor(now));
    model
        .filter()
        .addListener(
            (property, before, now) -> {
              if (!isSearching() && !bar.field().getText().equals(now)) {
                bar.field().setText(now);
              }
            });
    bar.everywhere().selectedProperty().addListener((property, before, now) -> search(now));
    frame
        .desk()
        .stateProperty()
        .addListener(
            (property, before, now) -> {
              if (!(now instanceof Desk.State.Open)) {
                deletions.withdrawOffers();
                bar.everywhere().setSelected(false);
                model.locked();
              }
            });
    shows(Optional.empty());
  }

  private FolderKeys keys() {
    return new FolderKeys(
        this::isSearching,
        Map.ofEntries(
            entry(FolderKeys.plain(KeyCode.F5), commands::refresh),
            entry(FolderKeys.shortcut(KeyCode.R), commands::refresh),
            entry(FolderKeys.shortcut(KeyCode.F), this::beginSearch),
            entry(FolderKeys.shiftShortcut(KeyCode.N), commands::newFolder),
            entry(FolderKeys.alt(KeyCode.LEFT), this::up),
            entry(FolderKeys.alt(KeyCode.UP), this::up),
            entry(FolderKeys.plain(KeyCode.ESCAPE), this::escape)),
        Map.ofEntries(
            entry(FolderKeys.plain(KeyCode.BACK_SPACE), this::up),
            entry(FolderKeys.plain(KeyCode.F2), commands::rename),
            entry(FolderKeys.plain(KeyCode.DELETE), commands::delete),
            entry(FolderKeys.shortcut(KeyCode.C), commands::copy),
            entry(FolderKeys.shortcut(KeyCode.X), commands::cut),
            entry(FolderKeys.shortcut(KeyCode.V), commands::paste),
            entry(FolderKeys.shortcut(KeyCode.S), commands::saveTo),
            entry(FolderKeys.shiftShortcut(KeyCode.C), commands::copyOut),
            entry(FolderKeys.shortcut(KeyCode.ENTER), commands::edit),
            entry(FolderKeys.shift(KeyCode.F10), this::showMenu),
            entry(FolderKeys.plain(KeyCode.CONTEXT_MENU), this::showMenu)));
  }

  @Override
  public Node view() {
    return view;
  }

  @Override
  public void shown() {
    model.watch(true);
    table.node().requestFocus();
  }

  @Override
  public void hidden() {
    model.watch(false);
  }

  /** Shows the root of a place. */
  public void open(Place place) {
    bar.everywhere().setSelected(false);
    model.open(place);
  }

  /**
   * Shows a folder of a place, or the folder that holds a file, which is selected.
   *
   * @param path true names separated by {@code /}, from the place's root
   */
  void open(Place place, String path) {
    bar.everywhere().setSelected(false);
    model.open(
        place, PlacePath.parse(place.name() + ":/" + path).map(PlacePath::names).orElse(List.of()));
  }

  /** Lists what is shown anew: something was done elsewhere that may have changed it. */
  public void refresh() {
    model.changed(Optional.empty());
  }

  /** Selects an item of what is shown, once it is there. */
  public void select(String id) {
    model.want(id);
  }

  /**
   * Goes into a folder of what is shown.
   *
   * @return false when it is not shown
   */
  public boolean enter(String id) {
    Optional<Where> now = model.where().get();
    for (FolderRow row : model.rows().get()) {
      if (row.id().equals(id) && row.entry() instanceof Entry.Folder folder && now.isPresent()) {
        go(now.get().in(folder));
        return true;
      }
    }
    return false;
  }

  /** What was found would stay in front of the folder that the person goes to. */
  private void go(Where to) {
    bar.everywhere().setSelected(false);
    model.go(to);
  }

  private void up() {
    bar.everywhere().setSelected(false);
    model.up();
  }

  /** Who sealed an item of what is shown, where this computer knows that. */
  public Optional<String> signerOf(String id) {
    return model.rows().get().stream()
        .filter(row -> row.id().equals(id))
        .filter(FolderRow::isSignerKnown)
        .findFirst()
        .flatMap(FolderRow::signer);
  }

  /** Asks the drive what others changed, and lists anew. */
  public void reload() {
    model.refresh();
  }

  /** Which folder is shown, if any. */
  public ReadOnlyObjectProperty<Optional<Where>> whereProperty() {
    return model.where();
  }

  /** What is selected in it. */
  public ReadOnlyObjectProperty<List<Entry>> selectionProperty() {
    return table.selection();
  }

  /** Lets things be dragged onto rows, breadcrumbs and the rest of it, and out of it. */
  public void setDrag(FolderDrag drag) {
    table.setDrag(drag, this::folder);
    drag.install(content.empty(), this::folder);
    crumbs.setDrag(drag);
  }

  /** Moves entries of a place, whichever is shown by now, into another folder of it. */
  public void move(Place place, List<Entry> entries, Entry.Folder to) {
    work.paste(Clip.of(place, entries, true), to);
  }

  private Entry.Folder folder() {
    return model.where().get().map(Where::folder).orElse(null);
  }

  /** Where the folder is, with a button for each folder above; from now on its caller shows it. */
  public Node takeWay() {
    return bar.takeWay();
  }

  private void addPreview(HBox middle, Node preview) {
    ToggleButton toggle = new ToggleButton(null, Glyph.IMAGE.icon());
    String name = frame.words().text("desktop.folder.preview");
    toggle.setId("folder-preview");
    toggle.setAccessibleText(name);
    toggle.setTooltip(new Tooltip(name));
    toggle.getStyleClass().addAll("button-icon", "flat");
    VBox pane = new VBox(preview);
    pane.getStyleClass().add("folder-preview");
    VBox.setVgrow(preview, Priority.ALWAYS);
    toggle
        .selectedProperty()
        .addListener(
            (property, before, now) -> {
              frame.settings().put(PREVIEW, now);
              if (now) {
                middle.getChildren().add(pane);
              } else {
                middle.getChildren().remove(pane);
              }
            });
    toggle.setSelected(frame.settings().holds(PREVIEW));
    bar.addTool(toggle);
  }

  private void shows(Optional<Where> where) {
    crumbs.show(where);
    bar.hasUp(where.flatMap(Where::up).isPresent());
  }

  private void openSelected() {
    commands.open();
  }

  /** Before the table itself, which would begin to edit a cell. */
  private void enters(KeyEvent key) {
    if (FolderKeys.plain(KeyCode.ENTER).match(key)) {
      key.consume();
      commands.open();
    }
  }

  /** Typing on the rows filters them. */
  private void typed(KeyEvent key) {
    String character = key.getCharacter();
    boolean prints =
        !key.isShortcutDown()
            && !key.isAltDown()
            && !key.isMetaDown()
            && character.codePoints().allMatch(c -> c > ' ' && c != 0x7f)
            && !character.isEmpty();
    if (prints) {
      key.consume();
      bar.field().requestFocus();
      bar.field().appendText(character);
      bar.field().end();
    }
  }

  private boolean isSearching() {
    return bar.everywhere().isSelected();
  }

  private void looksFor(String text) {
    if (isSearching()) {
      search.text().set(text);
    } else {
      model.filter().set(text);
    }
  }

  private void beginSearch() {
    if (model.where().get().isPresent()) {
      bar.everywhere().setSelected(true);
      bar.field().requestFocus();
      bar.field().selectAll();
    }
  }

  private void search(boolean across) {
    Optional<Where> where = model.where().get();
    if (across && where.isPresent()) {
      String text = bar.field().getText();
      model.filter().set("");
      bar.searching(true, where.get().place().shown());
      search.text().set(text);
      search.begin(where.get().place());
      results.begin(where.get().place());
      bar.field().requestFocus();
    } else {
      search.end();
      bar.field().setText("");
      bar.searching(false, "");
    }
    content.search(across && where.isPresent());
  }

  private void goTo(List<String> folders, SearchIndex.Hit hit) {
    Optional<Where> where = model.where().get();
    bar.everywhere().setSelected(false);
    where.ifPresent(now -> model.open(now.place(), folders, hit.id()));
    table.node().requestFocus();
  }

  private void escape() {
    if (isSearching()) {
      bar.everywhere().setSelected(false);
    } else {
      bar.field().setText("");
    }
    table.node().requestFocus();
  }

  /** From the field down into what it found. */
  private void leavesField(KeyEvent key) {
    if (!FolderKeys.plain(KeyCode.DOWN).match(key) && !FolderKeys.plain(KeyCode.ENTER).match(key)) {
      return;
    }
    key.consume();
    if (isSearching()) {
      results.enter();
    } else {
      table.node().requestFocus();
      table.node().getSelectionModel().selectFirst();
    }
  }

  private void showMenu() {
    menu.show(table.node());
  }
}
