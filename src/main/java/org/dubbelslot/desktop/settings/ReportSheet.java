package org.dubbelslot.desktop.settings;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javafx.scene.control.TextArea;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.dubbelslot.desktop.common.Controls;
import org.dubbelslot.desktop.common.FileDialogs;
import org.dubbelslot.desktop.common.Frame;
import org.dubbelslot.files.AtomicFile;
import org.dubbelslot.files.LocalFileException;
import org.dubbelslot.words.Words;
import org.dubbelslot.workplace.Services;

/**
 * Makes a problem report: shows the person every word of it, and saves exactly that where they
 * want. Nothing is sent. For the screen's thread.
 *
 * @param frame whose program it is about
 * @param dialogs ask where it goes
 */
public record ReportSheet(Frame frame, FileDialogs dialogs) {
  private static final String FILE = "dubbelslot-report.txt";

  /** Collects what stands in it, then shows it. */
  public void open() {
    Services services = frame.desk().services();
    Words words = frame.words();
    Appearance appearance = Appearance.of(frame.settings());
    frame
        .background()
        .run(
            () -> Report.collect(services, policies(services), words, appearance).text(words),
            this::show,
            e -> frame.fail(frame.desk().describe(e)));
  }

  /** A report is wanted most where something is damaged: that the policy is stands in it. */
  private Report.Policies policies(Services services) {
    try {
      return new Report.Policies.Known(services.effectivePolicy());
    } catch (Exception e) {
      return new Report.Policies.Unknown(frame.desk().describe(e));
    }
  }

  private void show(String text) {
    Words words = frame.words();
    TextArea area = new TextArea(text);
    area.setId("report-text");
    area.setEditable(false);
    area.setAccessibleText(words.text("desktop.report.title"));
    area.getStyleClass().add("code");
    area.setPrefRowCount(14);
    AtomicReference<Runnable> close = new AtomicReference<>(() -> {});
    HBox buttons =
        new HBox(
            Controls.button(words.text("desktop.report.cancel"), () -> close.get().run()),
            Controls.primary(words.text("desktop.report.save"), () -> save(text, close.get())));
    buttons.getStyleClass().add("buttons");
    VBox body = new VBox(Controls.sentence(words, "desktop.report.lead"), area, buttons);
    body.getStyleClass().add("report-sheet");
    close.set(frame.sheets().show(words.text("desktop.report.title"), body, () -> {}));
  }

  private void save(String text, Runnable close) {
    Optional<Path> file = dialogs.saveAs(frame.words().text("desktop.report.save"), FILE);
    if (file.isEmpty()) {
      return;
    }
    close.run();
    frame
        .background()
        .run(
            () -> {
              write(text, file.get());
              return null;
            },
            saved -> frame.announcements().tell(frame.words().text("desktop.report.saved")),
            e -> frame.fail(frame.desk().describe(e)));
  }

  private static void write(String text, Path file) throws LocalFileException {
    try (AtomicFile target = AtomicFile.create(file, true)) {
      target.output().write(text.getBytes(UTF_8));
      target.commit();
    } catch (LocalFileException e) {
      throw e;
    } catch (IOException e) {
      throw LocalFileException.whileWriting(file, e);
    }
  }
}
