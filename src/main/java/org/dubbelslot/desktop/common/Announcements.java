package org.dubbelslot.desktop.common;

import java.util.Map;
import java.util.Optional;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.dubbelslot.words.Failure;
import org.dubbelslot.words.Remedy;

/**
 * What the window tells unasked, newest last: it stays until the person has read it, or until it
 * has an offer (undo) that ran out. For the screen's thread.
 */
public final class Announcements {
  private final ObservableList<Announcement> shown = FXCollections.observableArrayList();

  /** Held, because a list that nobody holds forgets its listeners. */
  private final ObservableList<Announcement> seen = FXCollections.unmodifiableObservableList(shown);

  private final Remedies remedies = new Remedies();

  /** One of them. */
  public sealed interface Announcement {
    /**
     * Something that was done.
     *
     * @param text one sentence
     * @param offer what can be done about it, most often to undo it
     */
    record Told(String text, Optional<Offer> offer) implements Announcement {}

    /**
     * Something that went wrong.
     *
     * @param remedies what the screen that met it can do
     */
    record Failed(Failure failure, Map<Remedy, Runnable> remedies) implements Announcement {}
  }

  /**
   * A button.
   *
   * @param text its words
   * @param action what it does, on the screen's thread
   */
  public record Offer(String text, Runnable action) {}

  /** What the window can do about any of them. */
  public Remedies remedies() {
    return remedies;
  }

  /** Those that stand there now. */
  public ObservableList<Announcement> shown() {
    return seen;
  }

  /** Tells what was done. */
  public void tell(String text) {
    shown.add(new Announcement.Told(text, Optional.empty()));
  }

  /** Tells what was done, with a button. */
  public void tell(String text, Offer offer) {
    shown.add(new Announcement.Told(text, Optional.of(offer)));
  }

  /** Tells what went wrong. */
  public void fail(Failure failure, Map<Remedy, Runnable> remedies) {
    shown.add(new Announcement.Failed(failure, remedies));
  }

  /** Takes all away: they may name files, and the window is locked. */
  public void clear() {
    shown.clear();
  }

  /** Takes one away. */
  public void dismiss(Announcement announcement) {
    shown.remove(announcement);
  }
}
