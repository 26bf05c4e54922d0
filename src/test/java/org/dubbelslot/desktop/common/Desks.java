package org.dubbelslot.desktop.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.dubbelslot.words.Language;

/** An open desk whose screen is the test's own thread. */
public final class Desks {
  private final BlockingQueue<Runnable> screen = new LinkedBlockingQueue<>();
  public final Background background =
      new Background(work -> Thread.ofVirtual().start(work), screen::add);
  public final Desk desk;

  /** That person's, unlocked. */
  public Desks(World world, String person) throws Exception {
    desk = world.desk(person, Language.NL, background);
    World.unlock(desk);
    until(() -> desk.workplace().isPresent());
  }

  /** Does what the screen is asked to, until something holds. */
  public void until(Callable<Boolean> holds) throws Exception {
    until(holds, () -> "something to do");
  }

  /** As above; {@code what} is told when it does not come about. */
  public void until(Callable<Boolean> holds, Supplier<String> what) throws Exception {
    while (!holds.call()) {
      Runnable change = screen.poll(20, TimeUnit.SECONDS);
      assertThat(change).as(what.get()).isNotNull();
      change.run();
    }
  }
}
