package org.dubbelslot.desktop;

import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.dubbelslot.desktop.common.Controls;
import org.dubbelslot.desktop.common.Frame;
import org.dubbelslot.desktop.common.Glyph;
import org.dubbelslot.desktop.common.Screen;
import org.dubbelslot.desktop.common.Spacing;
import org.dubbelslot.desktop.folder.FolderScreen;
import org.dubbelslot.desktop.folder.Where;
import org.dubbelslot.desktop.provider.ProviderView;
import org.dubbelslot.transfer.Entry;
import org.dubbelslot.words.Words;

/** A folder of a place: with its true names, or as its provider has it; the same one in both. */
final class PlaceScreen implements Screen {
  private final FolderScreen folder;
  private final ProviderView provider;
  private final ToggleButton sees;
  private final Button up;
  private final Label at = new Label();
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
    up =
        Controls.iconButton(
            Glyph.ARROW_UP, frame.words().text("desktop.window.provider-up"), folder::up);
    up.setId("provider-up");
    at.getStyleClass().add("strong");
    at.setMinWidth(0);
    HBox bar = new HBox(Spacing.SMALL, up, at, Controls.stretch(), sees);
    bar.setAlignment(Pos.CENTER_LEFT);
    bar.getStyleClass().add("place-bar");
    for (Node node : new Node[] {up, at}) {
      node.visibleProperty().bind(sees.selectedProperty());
      node.managedProperty().bind(sees.selectedProperty());
    }
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
    up.setDisable(where.flatMap(Where::up).isEmpty());
    at.setText(where.map(Where::title).map(Words::printable).orElse(""));
    if (sees.isSelected()) {
      where.ifPresent(now -> provider.show(now.place(), now.folder().item()));
    }
  }

  private void select(List<Entry> selected) {
    if (sees.isSelected() && selected.size() == 1) {
      provider.model().selectedProperty().set(Optional.of(selected.getFirst().item().id()));
    }
  }
}
