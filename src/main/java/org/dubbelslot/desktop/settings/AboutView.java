package org.dubbelslot.desktop.settings;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.dubbelslot.desktop.common.Controls;
import org.dubbelslot.desktop.common.Frame;
import org.dubbelslot.desktop.common.Glyph;
import org.dubbelslot.words.Words;
import org.dubbelslot.workplace.Version;

/** What this program is, and what it is built on. */
final class AboutView {
  private final Words words;
  private final VBox view;

  /**
   * Shows it.
   *
   * @param report collects what those need who can help
   */
  AboutView(Frame frame, Runnable report) {
    words = frame.words();
    Button problem = Controls.button(Glyph.TEXT, words.text("desktop.report.make"), report);
    problem.setId("report");
    ListView<Library> libraries = new ListView<>();
    frame
        .background()
        .run(Library::all, libraries.getItems()::setAll, e -> frame.fail(frame.desk().describe(e)));
    libraries.setId("libraries");
    libraries.getStyleClass().add("cards");
    libraries.setAccessibleText(words.text("desktop.about.libraries"));
    libraries.setCellFactory(made -> new LibraryCell());
    VBox.setVgrow(libraries, Priority.ALWAYS);
    view =
        new VBox(
            Controls.text(words.text("desktop.about.version", Version.text()), "strong"),
            Controls.text(words.text("desktop.about.lead")),
            problem,
            Controls.text(words.text("desktop.about.libraries"), "strong"),
            Controls.text(words.text("desktop.about.libraries-lead"), "quiet"),
            libraries);
    view.getStyleClass().add("sections");
  }

  Node view() {
    return view;
  }

  private final class LibraryCell extends ListCell<Library> {
    private final Label name = Controls.text("");
    private final Label licence = Controls.text("", "quiet");
    private final VBox content = new VBox(name, licence);

    LibraryCell() {
      setPrefWidth(0);
    }

    @Override
    protected void updateItem(Library library, boolean empty) {
      super.updateItem(library, empty);
      if (empty) {
        setGraphic(null);
        setAccessibleText(null);
        return;
      }
      name.setText(library.artifact() + " " + library.version());
      licence.setText(words.text("desktop.about.licence", library.licence(), library.group()));
      setAccessibleText(name.getText() + ", " + licence.getText());
      setGraphic(content);
    }
  }
}
