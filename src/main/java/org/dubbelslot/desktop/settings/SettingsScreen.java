package org.dubbelslot.desktop.settings;

import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.dubbelslot.desktop.common.Controls;
import org.dubbelslot.desktop.common.FileDialogs;
import org.dubbelslot.desktop.common.Frame;
import org.dubbelslot.desktop.common.Screen;
import org.dubbelslot.desktop.common.WindowSettings;
import org.dubbelslot.files.SyncedFolders;
import org.dubbelslot.policy.Policy;
import org.dubbelslot.words.Words;

/** What the person chooses, what was decided, and what this program is. */
public final class SettingsScreen implements Screen {
  private static final int DECIDED = 1;

  private final SettingsModel model;
  private final TabPane tabs;
  private final VBox view = new VBox();

  /**
   * What the settings reach beyond this screen.
   *
   * @param rebuild makes the window anew, in the language that its settings name
   * @param decided is told what holds when the person has changed it, for the idle watch
   * @param dialogs ask for files and folders
   * @param synced where no opened copy may lie
   */
  public record Reach(
      Consumer<WindowSettings> rebuild,
      Consumer<Policy> decided,
      FileDialogs dialogs,
      SyncedFolders synced) {}

  /** The settings of {@code frame}'s person. */
  public SettingsScreen(Frame frame, Reach reach) {
    Words words = frame.words();
    model = new SettingsModel(frame, reach.synced(), reach.decided());
    PreferencesView preferences =
        new PreferencesView(
            frame, model, reach.dialogs(), () -> reach.rebuild().accept(frame.settings()));
    AboutView about = new AboutView(frame, new ReportSheet(frame, reach.dialogs())::open);
    tabs =
        new TabPane(
            tab(words, "preferences", preferences.view()),
            tab(words, "policy", new PolicyView(model, words).view()),
            tab(words, "about", about.view()));
    tabs.setId("settings-tabs");
    tabs.setAccessibleText(words.text("desktop.settings.title"));
    VBox.setVgrow(tabs, Priority.ALWAYS);
    view.getStyleClass().addAll("page", "settings");
    view.getChildren().addAll(Controls.text(words.text("desktop.settings.title"), "title"), tabs);
  }

  /** Brings what was decided, and by whom, to the front of it. */
  public void showDecided() {
    tabs.getSelectionModel().select(DECIDED);
  }

  @Override
  public Node view() {
    return view;
  }

  @Override
  public void shown() {
    model.refresh();
  }

  private static Tab tab(Words words, String key, Node content) {
    Tab tab = new Tab(words.text("desktop.settings.tab." + key), content);
    tab.setId("tab-" + key);
    tab.setClosable(false);
    return tab;
  }
}
