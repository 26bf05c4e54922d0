package org.dubbelslot.desktop.common;

import java.util.EnumMap;
import java.util.Map;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.dubbelslot.desktop.common.Announcements.Announcement;
import org.dubbelslot.words.Remedy;
import org.dubbelslot.words.Words;

/** The announcements, one below the other; the newest are seen first. */
public final class AnnouncementsView extends VBox {
  private static final int MOST = 3;

  private final Announcements announcements;
  private final Words words;

  /** Follows {@code announcements}. */
  public AnnouncementsView(Announcements announcements, Words words) {
    this.announcements = announcements;
    this.words = words;
    getStyleClass().add("announcements");
    announcements.shown().addListener((ListChangeListener<Announcement>) change -> fill());
    fill();
  }

  private void fill() {
    int all = announcements.shown().size();
    getChildren()
        .setAll(announcements.shown().reversed().stream().limit(MOST).map(this::row).toList());
    if (all > MOST) {
      getChildren().add(Controls.sentence(words, "desktop.announcements.more", all - MOST));
    }
    setVisible(all > 0);
    setManaged(all > 0);
  }

  private Node row(Announcement announcement) {
    Button dismiss =
        Controls.iconButton(
            Glyph.CLOSE,
            words.text("desktop.announcements.dismiss"),
            () -> announcements.dismiss(announcement));
    HBox row =
        switch (announcement) {
          case Announcement.Failed failed ->
              new FailureBox(failed.failure(), words, remedies(failed));
          case Announcement.Told told -> told(told);
        };
    row.getChildren().add(dismiss);
    return row;
  }

  /** What helps takes the message away: it comes again where it did not help. */
  private Map<Remedy, Runnable> remedies(Announcement.Failed failed) {
    Map<Remedy, Runnable> helping = new EnumMap<>(Remedy.class);
    announcements
        .remedies()
        .with(failed.remedies())
        .forEach(
            (remedy, action) ->
                helping.put(
                    remedy,
                    () -> {
                      announcements.dismiss(failed);
                      action.run();
                    }));
    return helping;
  }

  private HBox told(Announcement.Told told) {
    Label text = Controls.text(told.text());
    HBox.setHgrow(text, Priority.ALWAYS);
    text.setMaxWidth(Double.MAX_VALUE);
    HBox row = new HBox(Glyph.INFORMATION.icon(), text);
    row.getStyleClass().add("told");
    told.offer().ifPresent(offer -> row.getChildren().add(button(told, offer)));
    return row;
  }

  /** Beside a long sentence its text must not be what gives way. */
  private Button button(Announcement.Told told, Announcements.Offer offer) {
    Button button =
        Controls.button(
            offer.text(),
            () -> {
              announcements.dismiss(told);
              offer.action().run();
            });
    button.setMinWidth(Region.USE_PREF_SIZE);
    return button;
  }
}
