package org.dubbelslot.desktop.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.dubbelslot.crypto.SecretBytes;
import org.dubbelslot.transfer.Entry;
import org.dubbelslot.transfer.SealedTree;
import org.dubbelslot.words.FailureCode;
import org.dubbelslot.words.Language;
import org.dubbelslot.workplace.Workplace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A desk")
@Timeout(60)
class DeskTest {
  private @TempDir Path folder;
  private final BlockingQueue<Runnable> screen = new LinkedBlockingQueue<>();
  private final Background background =
      new Background(work -> Thread.ofVirtual().start(work), screen::add);
  private final List<FailureCode> failures = new ArrayList<>();
  private World world;
  private Desk desk;

  @BeforeEach
  void make() throws Exception {
    world = new World(folder);
    desk = world.desk(World.BAS, Language.NL, background);
  }

  @AfterEach
  void close() throws Exception {
    world.close();
  }

  /** Does what the screen is asked to, until the desk is so. */
  private void until(Class<? extends Desk.State> state) throws Exception {
    while (!state.isInstance(desk.stateProperty().get())) {
      next();
    }
  }

  private void next() throws Exception {
    Runnable change = screen.poll(30, TimeUnit.SECONDS);
    assertThat(change).as("something to do").isNotNull();
    change.run();
  }

  private void unlock() throws Exception {
    desk.unlock(
        SecretBytes.wrap("verzonnen".getBytes(StandardCharsets.UTF_8)),
        failure -> failures.add(failure.code()));
    until(Desk.State.Open.class);
  }

  private static List<String> names(Workplace workplace) throws Exception {
    SealedTree tree = workplace.reading(workplace.place(World.PLACE));
    return tree.list(tree.root()).stream().map(Entry::name).toList();
  }

  @Test
  @DisplayName("finds that this computer has joined, and opens")
  void opens() throws Exception {
    world.put(World.MARIJKE, "Notulen.txt", "besloten");
    desk.look(failure -> failures.add(failure.code()));
    until(Desk.State.Locked.class);
    unlock();
    List<String> seen = new ArrayList<>();
    desk.run(DeskTest::names, seen::addAll, failure -> failures.add(failure.code()));
    while (seen.isEmpty() && failures.isEmpty()) {
      next();
    }
    assertThat(seen).containsExactly("Notulen.txt");
  }

  @Test
  @DisplayName("asks nothing of a workplace that is locked")
  void locked() throws Exception {
    desk.run(DeskTest::names, seen -> {}, failure -> failures.add(failure.code()));
    assertThat(failures).containsExactly(FailureCode.PASSPHRASE_NEEDED);
  }

  @Test
  @DisplayName("forgets the keys at a lock, working copies first, and drops what was under way")
  void locks() throws Exception {
    unlock();
    Workplace workplace = desk.workplace().orElseThrow();
    List<String> order = new ArrayList<>();
    desk.beforeLock(
        () -> {
          order.add("copies, keys " + (workplace.isExample() ? "there" : "?"));
          screen.add(() -> order.add("gone"));
        });
    List<Object> told = new ArrayList<>();
    desk.run(DeskTest::names, told::add, told::add);
    desk.lock();
    assertThat(desk.stateProperty().get()).isInstanceOf(Desk.State.Locked.class);
    while (!order.contains("gone")) {
      next();
    }
    assertThat(order).containsExactly("copies, keys there", "gone");
    assertThat(told).isEmpty();
    assertThat(desk.workplace()).isEmpty();
  }

  @Test
  @DisplayName("does not end before a lock has removed all working copies")
  void endsDuringLock() throws Exception {
    unlock();
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    List<String> order = new CopyOnWriteArrayList<>();
    desk.beforeLock(
        () -> {
          begun.countDown();
          mayEnd.await();
          order.add("copies removed");
        });
    desk.lock();
    begun.await();
    Thread ending =
        Thread.ofPlatform()
            .start(
                () -> {
                  desk.close();
                  order.add("ended");
                });
    // It stands still, or it has ended too early.
    while (ending.getState() != Thread.State.WAITING && ending.isAlive()) {
      Thread.onSpinWait();
    }
    mayEnd.countDown();
    ending.join();
    assertThat(order).containsExactly("copies removed", "ended");
  }

  @Test
  @DisplayName("that ends while it is being unlocked does not open any more, and keeps no keys")
  void endsDuringUnlock() throws Exception {
    SecretBytes passphrase = SecretBytes.wrap("verzonnen".getBytes(StandardCharsets.UTF_8));
    desk.unlock(passphrase, failure -> failures.add(failure.code()));
    assertThat(desk.stateProperty().get()).isInstanceOf(Desk.State.Opening.class);
    desk.close();
    next();
    assertThat(desk.workplace()).isEmpty();
    assertThat(failures).isEmpty();
    assertThat(passphrase.isDestroyed()).isTrue();
  }
}
