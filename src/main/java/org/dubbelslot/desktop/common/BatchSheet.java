package org.dubbelslot.desktop.common;

import java.util.Map;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;
import org.dubbelslot.words.Words;

/** How far a batch is, over the window or in the background, and what of it was not done. */
public final class BatchSheet {
  private static final double LIST_HEIGHT = 240;

  private BatchSheet() {}

  /**
   * Shows how far {@code batch} is until it is over or the person has it go on in the background.
   *
   * @param ended is run once when it is over, wherever it ran; not after a lock, which ends it too:
   *     what it tells names files, and what the lock broke off is told at the next unlock
   */
  public static void follow(Frame frame, String title, Batch<?, ?> batch, Runnable ended) {
    Words words = frame.words();
    ProgressBar bar = new ProgressBar();
    bar.setMaxWidth(Double.MAX_VALUE);
    bar.setAccessibleText(title);
    bar.progressProperty().bind(batch.passedProperty().divide((double) Math.max(1, batch.all())));
    Label count = Controls.text("");
    count
        .textProperty()
        .bind(
            batch
                .passedProperty()
                .map(passed -> words.text("desktop.batch.count", passed, batch.all())));
    Question sheet = new Question(frame);
    sheet.add(Controls.button(words.text("desktop.batch.stop"), batch::stop));
    sheet.primary(words.text("desktop.batch.background"), () -> {});
    sheet.show(title, count, bar);
    Runnable over = frame.desk().underway().begin(() -> title + " – " + count.textProperty().get());
    batch
        .phaseProperty()
        .subscribe(
            phase -> {
              if (phase == Batch.Phase.ENDED) {
                over.run();
                sheet.close();
                if (frame.desk().workplace().isPresent()) {
                  ended.run();
                }
              }
            });
  }

  /** Tells what was not done: the one reason, or an offer to see them all. */
  public static void tellMissed(Frame frame, Batch<?, ?> batch) {
    batch.trouble().ifPresent(frame::fail);
    if (batch.missed().size() == 1) {
      frame.fail(batch.missed().getFirst().failure());
    } else if (!batch.missed().isEmpty()) {
      frame
          .announcements()
          .tell(
              frame.words().text("desktop.batch.missed", batch.missed().size()),
              new Announcements.Offer(
                  frame.words().text("desktop.batch.show"), () -> list(frame, batch)));
    }
  }

  private static void list(Frame frame, Batch<?, ?> batch) {
    VBox list = new VBox(Spacing.SMALL);
    for (Batch.Missed missed : batch.missed()) {
      list.getChildren()
          .addAll(
              Controls.text(missed.what(), "strong"),
              new FailureBox(missed.failure(), frame.words(), Map.of()));
    }
    ScrollPane scroll = new ScrollPane(list);
    scroll.setFitToWidth(true);
    scroll.setPrefHeight(LIST_HEIGHT);
    Question sheet = new Question(frame);
    sheet.primary(frame.words().text("desktop.remedy.close"), () -> {});
    sheet.show(frame.words().text("desktop.batch.missed", batch.missed().size()), scroll);
  }
}
