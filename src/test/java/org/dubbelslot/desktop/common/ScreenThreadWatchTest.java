package org.dubbelslot.desktop.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.dubbelslot.desktop.common.ScreenThreadWatch.Watcher;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxToolkit;

@DisplayName("The watch over the screen's thread")
@Timeout(60)
class ScreenThreadWatchTest {
  private static final String WATCHED = "a thread that is watched";

  private @TempDir Path folder;

  @Test
  @DisplayName("is on in every test")
  void isOn() {
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .contains("watch of JavaFX Application Thread");
  }

  @Test
  @DisplayName("sees the program read a file there")
  void file() throws Exception {
    Files.writeString(folder.resolve("window.json"), "{}");
    assertThat(seen(() -> WindowSettings.in(folder)))
        .contains("sun.nio.")
        .contains("WindowSettings.read");
  }

  @Test
  @DisplayName("sees the program wait for a lock there")
  void lock() throws Exception {
    WindowSettings settings = WindowSettings.forgotten();
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch enough = new CountDownLatch(1);
    Thread holder =
        Thread.ofPlatform()
            .start(
                () -> {
                  synchronized (settings) {
                    held.countDown();
                    await(enough);
                  }
                });
    held.await();
    try (Watcher watcher = new Watcher(WATCHED)) {
      Thread waits = Thread.ofPlatform().name(WATCHED).start(() -> settings.put("a", 1));
      assertThat(first(watcher)).contains("WindowSettings.put");
      enough.countDown();
      waits.join();
      holder.join();
    }
  }

  @Test
  @DisplayName("knows when a test asks there")
  void asked() throws Exception {
    Stages.require();
    FxToolkit.registerPrimaryStage();
    assertThat(Stages.on(ScreenThreadWatchTest::callers)).contains("ask");
  }

  private static List<String> callers() {
    return StackWalker.getInstance()
        .walk(frames -> frames.map(StackWalker.StackFrame::getMethodName).toList());
  }

  @Test
  @DisplayName("leaves loading of classes, the toolkit's own work and tests alone")
  void others() {
    BlockingCalls calls = new BlockingCalls(name -> name.startsWith("org.dubbelslot.desktop."));
    StackTraceElement read = frame("sun.nio.ch.FileDispatcherImpl", "read0");
    StackTraceElement ours = frame("org.dubbelslot.desktop.MainWindow", "open");

    assertThat(calls.reachesOut(read, ours)).contains(read);
    assertThat(calls.reachesOut(read, frame("java.lang.ClassLoader", "loadClass"), ours)).isEmpty();
    assertThat(calls.reachesOut(read, frame("javafx.scene.image.Image", "<init>"), ours)).isEmpty();
    assertThat(calls.reachesOut(read, frame("org.example.ATest", "reads"))).isEmpty();
    assertThat(calls.reachesOut(read, ours, frame(Stages.class.getName(), "ask"))).isEmpty();
    assertThat(calls.reachesOut(frame("sun.nio.fs.UnixPath", "resolve"), ours)).isEmpty();
    assertThat(calls.waits(Thread.State.RUNNABLE, ours)).isFalse();
    assertThat(calls.waits(Thread.State.BLOCKED, ours)).isTrue();
    assertThat(calls.waits(Thread.State.WAITING, frame("java.lang.Thread", "sleep0"), ours))
        .isTrue();
  }

  private static StackTraceElement frame(String type, String method) {
    return new StackTraceElement(type, method, type + ".java", 1);
  }

  /** What is seen when that is done again and again. */
  private static String seen(Runnable work) throws Exception {
    try (Watcher watcher = new Watcher(WATCHED)) {
      CountDownLatch enough = new CountDownLatch(1);
      FutureTask<Void> task =
          new FutureTask<>(
              () -> {
                while (enough.getCount() > 0) {
                  work.run();
                }
                return null;
              });
      Thread thread = Thread.ofPlatform().name(WATCHED).start(task);
      try {
        return first(watcher);
      } finally {
        enough.countDown();
        thread.join();
        task.get();
      }
    }
  }

  private static String first(Watcher watcher) {
    List<String> seen = watcher.take();
    while (seen.isEmpty()) {
      Thread.onSpinWait();
      seen = watcher.take();
    }
    return seen.getFirst();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
