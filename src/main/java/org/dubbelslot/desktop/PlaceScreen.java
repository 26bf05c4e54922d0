package org.dubbelslot.desktop;

import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import org.dubbelslot.desktop.common.Controls;
import org.dubbelslot.desktop.common.Frame;
import org.dubbelslot.desktop.common.Glyph;
import org.dubbelslot.desktop.common.Screen;
import org.dubbelslot.desktop.folder.FolderScreen;
import org.dubbelslot.desktop.folder.Where;
import org.dubbelslot.desktop.provider.ProviderView;

/** A folder of a place: with its true names, or as its provider has it. */
final class PlaceScreen implements Screen {
  private final FolderScreen folder;
  private final ProviderView provider;
  private final ToggleButton sees;
  private final BorderPane view = new BorderPane();

  PlaceScreen(Frame frame, FolderScreen folder, ProviderView provider) {
    this.folder = folder;
    this.provider = provider;
    String name = frame.words().text("desktop.window.provider-sees");
    sees = new ToggleButton(name, Glyph.PROVIDER.icon());
    sees.setId("provider-sees");
    sees.setAccessibleText(name);
    HBox bar = new HBox(Controls.stretch(), sees);
    bar.getStyleClass().add("place-bar");
    view.setTop(bar);
    sees.selectedProperty().subscribe(this::show);
    folder.whereProperty().subscribe(where -> follow(where));
  }

  @Override
  public Node view() {
    return view;
  }

  @Override
  public void shown() {
    if (!sees.isSelected()) {
      folder.shown();
    }
  }

  @Override
  public void hidden() {
    folder.hidden();
  }

  private void show(boolean asProvider) {
    view.setCenter(asProvider ? provider : folder.view());
    if (asProvider) {
      folder.hidden();
      follow(folder.whereProperty().get());
    } else {
      folder.shown();
    }
  }

  private void follow(Optional<Where> where) {
    if (sees.isSelected()) {
      where.ifPresent(shown -> provider.show(shown.place(), shown.folder().item()));
    }
  }
}
