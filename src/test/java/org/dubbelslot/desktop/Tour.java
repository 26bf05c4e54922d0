package org.dubbelslot.desktop;

import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.dubbelslot.desktop.TourWorld.Name;
import org.dubbelslot.desktop.common.Stages;
import org.dubbelslot.desktop.common.World;
import org.dubbelslot.drive.Provider;

/** The way through the whole window of somebody at work, past every screen and sheet. */
final class Tour {
  private final TourWorld world;
  private final TourWindow window;
  private final Visitor visitor;

  /** Looks at what is shown. */
  interface Visitor {
    void look(String screen) throws Exception;
  }

  Tour(TourWorld world, TourWindow window, Visitor visitor) {
    this.world = world;
    this.window = window;
    this.visitor = visitor;
  }

  /** All of it, from the locked window to the locked window. */
  void all() throws Exception {
    window.stages.find("#passphrase");
    visitor.look("unlock");
    main();
    search();
    menus();
    sheets();
    failure();
    working();
    pages();
    window.press("#lock-now");
    window.stages.find("#passphrase");
  }

  /** What everybody sees every day. */
  void main() throws Exception {
    window.unlock();
    window.folder(world.name(Name.AGENDA));
    window.select(world.name(Name.PLAN));
    visitor.look("folder");
    drop();
    provider();
  }

  private void drop() throws Exception {
    window.handOver(world.document("Verslag.docx", 31_000), world.document("Rooster.xlsx", 9_000));
    sheet("drop", "#drop-start");
    window.handOver(world.document(world.name(Name.BUDGET), 31_000), world.document("CON.txt", 9));
    sheet("drop-conflict", "#drop-conflict-both");
  }

  private void provider() throws Exception {
    window.press("#provider-sees");
    Stages.until(() -> window.stages.texts().stream().anyMatch(text -> text.endsWith(".dslot")));
    visitor.look("provider");
    TableView<?> items = (TableView<?>) window.stages.find("#provider-items");
    Stages.onScreen(() -> items.getSelectionModel().select(sealed(items)));
    window.stages.find(".hex");
    visitor.look("provider-file");
    window.press("#provider-sees");
    window.folder(world.name(Name.AGENDA));
  }

  static int sealed(TableView<?> items) {
    for (int i = 0; i < items.getItems().size(); i++) {
      Provider.Seen seen = (Provider.Seen) items.getItems().get(i);
      if (!seen.item().folder() && seen.item().size() > 1000) {
        return i;
      }
    }
    throw new AssertionError("nothing sealed is listed");
  }

  private void search() throws Exception {
    TextField field = (TextField) window.stages.find("#folder-filter");
    Stages.onScreen(() -> field.setText("o"));
    Stages.settle();
    visitor.look("folder-filter");
    Stages.onScreen(field::clear);
    window.press("#folder-search");
    Stages.onScreen(() -> field.setText("plan"));
    window.stages.awaitText("Mees");
    visitor.look("folder-search");
    window.press("#folder-search");
    TableView<?> rows = (TableView<?>) window.stages.find("#folder-table");
    window.select(world.name(Name.EMPTY));
    Stages.onScreen(rows::requestFocus);
    window.keyInFocus(KeyCode.ENTER);
    Stages.until(() -> window.stages.find("#folder-empty").isVisible());
    visitor.look("folder-empty");
    window.press("#folder-up");
    window.folder(world.name(Name.AGENDA));
  }

  private void menus() throws Exception {
    window.select(world.name(Name.PLAN), world.name(Name.BUDGET));
    window.menu();
    visitor.look("folder-menu");
    window.closeMenus();
  }

  private void sheets() throws Exception {
    for (Map.Entry<String, String> each :
        Map.of(
                "versions", ".versions",
                "who-can-open", ".people",
                "rename", "#folder-name",
                "move-to-team", "#move-go")
            .entrySet()) {
      window.select(world.name(Name.AGENDA));
      window.menu(each.getKey());
      sheet(each.getKey(), each.getValue());
    }
    window.select(world.name(Name.READABLE));
    window.menu("protect");
    sheet("protect", "#protect-go");
    window.press("#folder-new");
    sheet("new-folder", "#folder-name");
    window.press("#add-place");
    sheet("add-place", "#place-add");
    Node place = window.stages.find("#place-" + World.PLACE);
    Stages.onScreen(place::requestFocus);
    window.keyInFocus(KeyCode.F2);
    sheet("place-rename", "#place-new-label");
    Stages.onScreen(place::requestFocus);
    window.keyInFocus(KeyCode.DELETE);
    sheet("place-remove", "#place-remove-yes");
  }

  /** A sheet, which has the focus, gives it back, and goes with Escape. */
  private void sheet(String name, String shows) throws Exception {
    window.sheet();
    window.stages.find(shows);
    visitor.look(name);
    window.closeSheet();
    Node focus = Stages.on(() -> window.stages.stage().getScene().getFocusOwner());
    if (focus == null || focus.isDisabled()) {
      throw new AssertionError("after " + name + " nothing has the focus");
    }
  }

  private void failure() throws Exception {
    world.world().faults("[{\"method\":\"\",\"path\":\"\",\"status\":403,\"times\":-1}]");
    window.press("#folder-refresh");
    window.stages.awaitText("DS-");
    visitor.look("folder-failure");
    world.world().noFaults();
    window.press("#folder-refresh");
    window.folder(world.name(Name.AGENDA));
  }

  /** Something is edited, shown and carried. */
  private void working() throws Exception {
    window.press("#folder-preview");
    window.select(world.name(Name.AGENDA));
    visitor.look("preview-offered");
    preview(Name.PHOTO, "picture");
    preview(Name.LETTER, "pdf");
    preview(Name.AGENDA, "text");
    window.select(world.name(Name.AGENDA));
    window.menu("edit");
    window.stages.find(".copies-row");
    visitor.look("editing");
    window.press("#folder-preview");
    window.press("#transfers-open");
    window.stages.find("#transfers-list");
    visitor.look("transfers-none");
    world.world().faults("[{\"method\":\"\",\"path\":\"\",\"status\":503,\"times\":-1}]");
    window.handOver(world.document("Verslag.docx", 31_000), world.document("Rooster.xlsx", 9_000));
    window.sheet();
    window.press("#drop-start");
    window.stages.awaitText("Rooster.xlsx");
    visitor.look("transfers");
    world.world().noFaults();
    window.press("#transfers-open");
  }

  private void preview(Name name, String kind) throws Exception {
    window.select(world.name(name));
    Node show = window.stages.find(".preview .button");
    Stages.onScreen(((ButtonBase) show)::fire);
    window.stages.find(kind.equals("text") ? ".preview .text-area" : ".preview .image-view");
    visitor.look("preview-" + kind);
  }

  private void pages() throws Exception {
    for (String page : List.of("inspect", "grants")) {
      window.press("#" + page);
      visitor.look(page);
    }
    window.press("#connections");
    tabs("connections");
    window.press("#settings");
    tabs("settings");
    window.press("#place-" + World.PLACE);
    window.folder(world.name(Name.AGENDA));
    ToggleButton sees = (ToggleButton) window.stages.find("#provider-sees");
    Stages.until(() -> !sees.isSelected());
  }

  private void tabs(String page) throws Exception {
    Stages.settle();
    TabPane tabs = window.stages.robot.lookup(".tab-pane").queryAs(TabPane.class);
    for (int i = 0; i < tabs.getTabs().size(); i++) {
      int at = i;
      Stages.onScreen(() -> tabs.getSelectionModel().select(at));
      Stages.settle();
      visitor.look(page + "-" + (i + 1));
    }
  }
}
