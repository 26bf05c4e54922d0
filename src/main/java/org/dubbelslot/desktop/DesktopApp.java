package org.dubbelslot.desktop;

import javafx.application.Application;
import javafx.stage.Stage;
import org.dubbelslot.desktop.common.Theme;
import org.dubbelslot.desktop.inspect.FileDialog;
import org.dubbelslot.desktop.inspect.InspectModel;
import org.dubbelslot.desktop.inspect.InspectWindow;
import org.dubbelslot.words.Language;
import org.dubbelslot.words.Words;

/** The window as the toolkit starts it; {@link Desktop#open} is how a program does. */
public final class DesktopApp extends Application {
  /** Made by the toolkit. */
  public DesktopApp() {}

  @Override
  public void start(Stage stage) {
    Launch launch = Launch.parse(getParameters().getRaw());
    Words words = Words.in(Language.forLocale(launch.locale()));
    InspectModel model = InspectModel.of(words);
    new InspectWindow(stage, model, words, new FileDialog(stage, words), Theme.SYSTEM).show();
    model.look(launch.files());
  }
}
