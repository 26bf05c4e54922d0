package org.dubbelslot.desktop;

import javafx.application.Application;
import javafx.application.Platform;
import javafx.stage.Stage;
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
    InspectModel model = model(words);
    new InspectWindow(stage, model, words, new FileDialog(stage, words)).show();
    model.look(launch.files());
  }

  /** A model that reads files on threads of their own, away from the toolkit's. */
  static InspectModel model(Words words) {
    return new InspectModel(
        new ReportWriter(words),
        look -> Thread.ofVirtual().name("inspect").start(look),
        Platform::runLater);
  }
}
