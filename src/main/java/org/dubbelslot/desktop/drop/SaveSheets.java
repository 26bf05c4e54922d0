package org.dubbelslot.desktop.drop;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.dubbelslot.desktop.common.Controls;
import org.dubbelslot.desktop.common.Frame;
import org.dubbelslot.desktop.common.Question;
import org.dubbelslot.words.Words;

/** What is asked about what leaves the window. */
final class SaveSheets {
  private final Frame frame;
  private final Words words;

  SaveSheets(Frame frame) {
    this.frame = frame;
    this.words = frame.words();
  }

  /** It is too much to be dragged. */
  void tooLarge(int entries, Runnable save) {
    ask(
        words.text("desktop.drop.large-title"),
        words.text("desktop.drop.large-text", entries, words.size(Outgoing.MOST)),
        question -> {
          question.dismiss(words.text("desktop.drop.cancel"));
          question.primary(words.text("desktop.drop.save-to"), save);
        });
  }

  /** Plaintext would go to the provider. */
  void synchronised(Path folder, Runnable other, Runnable anyway) {
    ask(
        words.text("desktop.drop.synced-title"),
        words.text("desktop.drop.synced-text", name(folder)),
        question -> {
          question.answer(words.text("desktop.drop.synced-anyway"), anyway);
          question.primary(words.text("desktop.drop.synced-other"), other);
        });
  }

  /** What is dragged to the desktop would go to the provider; told before the first drag. */
  void synchronisedDesktop(Path folder, Runnable understood) {
    ask(
        words.text("desktop.drop.synced-title"),
        words.text("desktop.drop.synced-desktop", name(folder)),
        question -> {
          question.dismiss(words.text("desktop.drop.cancel"));
          question.primary(words.text("desktop.drop.synced-understood"), understood);
        });
  }

  private static String name(Path folder) {
    return folder.getFileName() == null ? folder.toString() : folder.getFileName().toString();
  }

  private void ask(String title, String sentence, Consumer<Question> answers) {
    Question question = new Question(frame);
    answers.accept(question);
    question.show(title, Controls.text(sentence));
  }
}
