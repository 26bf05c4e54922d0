package org.dubbelslot.desktop.settings;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import javafx.scene.control.TextArea;
import org.dubbelslot.desktop.common.Controls;
import org.dubbelslot.desktop.common.FileDialogs;
import org.dubbelslot.desktop.common.Frame;
import org.dubbelslot.desktop.common.Question;
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
    Question sheet = new Question(frame);
    sheet.dismiss(words.text("desktop.report.cancel"));
    sheet.add(Controls.primary(words.text("desktop.report.save"), () -> save(text, sheet)));
    sheet.show(
        words.text("desktop.report.title"), Controls.sentence(words, "desktop.report.lead"), area);
  }

  private void save(String text, Question sheet) {
    Optional<Path> file = dialogs.saveAs(frame.words().text("desktop.report.save"), FILE);
    if (file.isEmpty()) {
      return;
    }
    sheet.close();
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
