package org.dubbelslot.desktop.common;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import org.dubbelslot.words.Failure;
import org.dubbelslot.words.Remedy;
import org.dubbelslot.words.Words;

/**
 * What every screen is handed.
 *
 * @param desk the work, locked or open
 * @param background where everything runs that may take time
 * @param words the person's language
 * @param sheets questions over the window
 * @param announcements what is told unasked
 * @param settings what the window remembers
 */
public record Frame(
    Desk desk,
    Background background,
    Words words,
    Sheets sheets,
    Announcements announcements,
    WindowSettings settings) {
  /** What can be done about a failure where one screen can do {@code own}. */
  public Map<Remedy, Runnable> remedies(Map<Remedy, Runnable> own) {
    return announcements.remedies().with(own);
  }

  /** As above, for a sheet, which {@code close} takes away before the window does something. */
  public Map<Remedy, Runnable> remedies(Map<Remedy, Runnable> own, Runnable close) {
    Map<Remedy, Runnable> all = new EnumMap<>(Remedy.class);
    announcements
        .remedies()
        .with(Map.of())
        .forEach(
            (remedy, action) ->
                all.put(
                    remedy,
                    () -> {
                      close.run();
                      action.run();
                    }));
    all.putAll(own);
    return all;
  }

  /** Announces a failure for which this screen has no remedy of its own. */
  public void fail(Failure failure) {
    announcements.fail(failure, Map.<Remedy, Runnable>of());
  }

  /**
   * Writes what the window remembers, away from the screen's thread.
   *
   * @param failed is told on the screen's thread why that could not be done
   */
  public void saveSettings(Consumer<Failure> failed) {
    background.run(
        () -> {
          settings.save();
          return settings;
        },
        saved -> {},
        e -> failed.accept(desk.describe(e)));
  }
}
