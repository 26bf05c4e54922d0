package org.dubbelslot.desktop;

import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.dubbelslot.desktop.common.Frame;
import org.dubbelslot.desktop.common.Glyph;
import org.dubbelslot.desktop.common.Screen;
import org.dubbelslot.desktop.folder.FolderScreen;
import org.dubbelslot.desktop.folder.Where;
import org.dubbelslot.desktop.provider.ProviderView;
import org.dubbelslot.transfer.Entry;

/** A folder of a place: with its true names, or as its provider has it; the same one in both. */
final class PlaceScreen implements Screen {
  private final FolderScreen folder;
  private final ProviderView provider;
  private final ToggleButton sees;
  private final BorderPane view = new BorderPane();
  private boolean shown;

  PlaceScreen(Frame frame, FolderScreen folder, ProviderView provider) {
    this.folder = folder;
    this.provider = provider;
    String name = frame.words().text("desktop.window.provider-sees");
    sees = new ToggleButton(name, Glyph.PROVIDER.icon());
    sees.setId("provider-sees");
    sees.setAccessibleText(name);
    sees.setMinWidth(Region.USE_PREF_SIZE);
    Node way = folder.takeWay();
    HBox.setHgrow(way, Priority.ALWAYS);
    HBox bar = new HBox(way, sees);
    bar.getStyleClass().add("place-bar");
    view.setTop(bar);
    sees.selectedProperty().subscribe(this::show);
    folder.whereProperty().subscribe(where -> follow(where));
    folder.selectionProperty().subscribe(this::select);
    provider.onOpened(opened -> folder.enter(opened.id()));
  }

  @Override
  public Node view() {
    return view;
  }

  /** Whether it is in front. */
  boolean isShown() {
    return shown;
  }

  @Override
  public void shown() {
    shown = true;
    if (!sees.isSelected()) {
      folder.shown();
    }
  }

  @Override
  public void hidden() {
    shown = false;
    folder.hidden();
  }

  private void show(boolean asProvider) {
    view.setCenter(asProvider ? provider : folder.view());
    if (asProvider) {
      folder.hidden();
      follow(folder.whereProperty().get());
      select(folder.selectionProperty().get());
    } else {
      provider.model().selectedProperty().get().ifPresent(folder::select);
      folder.shown();
    }
  }

  private void follow(Optional<Where> where) {
    if (sees.isSelected()) {
      where.ifPresentOrElse(
          now -> provider.show(now.place(), now.folder().item()), provider.model()::clear);
    }
  }

  private void select(List<Entry> selected) {
    if (sees.isSelected() && selected.size() == 1) {
      provider.model().selectedProperty().set(Optional.of(selected.getFirst().item().id()));
    }
  }
}
