package org.dubbelslot.desktop.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.dubbelslot.crypto.SecretBytes;
import org.dubbelslot.desktop.common.Background;
import org.dubbelslot.desktop.common.Desk;
import org.dubbelslot.desktop.common.World;
import org.dubbelslot.words.Language;

/** An open desk whose screen is the test's own thread. */
final class Desks {
  private final BlockingQueue<Runnable> screen = new LinkedBlockingQueue<>();
  final Background background = new Background(work -> Thread.ofVirtual().start(work), screen::add);
  final Desk desk;

  Desks(World world, String person) throws Exception {
    desk = world.desk(person, Language.NL, background);
    desk.unlock(
        SecretBytes.wrap("verzonnen".getBytes(StandardCharsets.UTF_8)),
        failure -> {
          throw new AssertionError(failure.code());
        });
    until(() -> desk.workplace().isPresent());
  }

  /** Does what the screen is asked to, until something holds. */
  void until(Callable<Boolean> holds) throws Exception {
    until(holds, () -> "something to do");
  }

  /** As above; {@code what} is told when it does not come about. */
  void until(Callable<Boolean> holds, Supplier<String> what) throws Exception {
    while (!holds.call()) {
      Runnable change = screen.poll(20, TimeUnit.SECONDS);
      assertThat(change).as(what.get()).isNotNull();
      change.run();
    }
  }
}
