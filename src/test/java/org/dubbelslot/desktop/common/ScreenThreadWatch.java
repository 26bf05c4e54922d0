package org.dubbelslot.desktop.common;

import static org.junit.jupiter.api.extension.ExtensionContext.Namespace.GLOBAL;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.net.URL;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.dubbelslot.Dubbelslot;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Watches every test: the screen's thread waits for no disk, network, lock or key. It looks every
 * few milliseconds at what that thread does in the program's code, so that what takes long is seen
 * for certain and what takes a moment now and then. JUnit finds it by itself.
 */
public final class ScreenThreadWatch implements BeforeEachCallback, AfterEachCallback {
  private static final String SCREEN = "JavaFX Application Thread";

  @Override
  public void beforeEach(ExtensionContext context) {
    watcher(context);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    List<String> seen = watcher(context).take();
    if (!seen.isEmpty()) {
      throw new AssertionError(
          "The screen's thread waited " + seen.size() + " times:\n" + seen.getFirst());
    }
  }

  private static Watcher watcher(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(GLOBAL)
        .computeIfAbsent(Watcher.class, made -> new Watcher(SCREEN), Watcher.class);
  }

  /** Looks at one thread until it is closed. */
  static final class Watcher implements AutoCloseable {
    private static final int REST_MILLIS = 3;

    /** A lock that is free again at the next look was waited for by nobody. */
    private static final int LOOKS = 3;

    private final String name;
    private final BlockingCalls calls = new BlockingCalls(this::isOurs);
    private final Map<String, Boolean> known = new HashMap<>();
    private final List<String> seen = new ArrayList<>();
    private final ScheduledExecutorService looks;
    private Optional<Thread> watched = Optional.empty();
    private int waiting;

    /** Watches the thread of that name, as soon as there is one. */
    Watcher(String name) {
      this.name = name;
      this.looks =
          Executors.newSingleThreadScheduledExecutor(
              Thread.ofPlatform().daemon().name("watch of " + name).factory());
      looks.scheduleWithFixedDelay(this::look, 0, REST_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** What was seen since the last time. */
    synchronized List<String> take() {
      List<String> taken = List.copyOf(seen);
      seen.clear();
      return taken;
    }

    private void look() {
      if (watched.filter(Thread::isAlive).isEmpty()) {
        watched = find();
      }
      watched.ifPresent(thread -> look(thread.threadId()));
    }

    private Optional<Thread> find() {
      ThreadGroup all = Thread.currentThread().getThreadGroup();
      while (all.getParent() != null) {
        all = all.getParent();
      }
      Thread[] threads = new Thread[all.activeCount() + 64];
      int count = all.enumerate(threads);
      for (int i = 0; i < count; i++) {
        if (threads[i].getName().equals(name)) {
          return Optional.of(threads[i]);
        }
      }
      return Optional.empty();
    }

    private void look(long id) {
      ThreadInfo info = ManagementFactory.getThreadMXBean().getThreadInfo(id, Integer.MAX_VALUE);
      if (info == null) {
        return;
      }
      StackTraceElement[] stack = info.getStackTrace();
      waiting = calls.waits(info.getThreadState(), stack) ? waiting + 1 : 0;
      if (waiting == LOOKS || calls.reachesOut(stack).isPresent()) {
        note(stack);
      }
    }

    private synchronized void note(StackTraceElement... stack) {
      StringBuilder text = new StringBuilder();
      for (StackTraceElement frame : stack) {
        text.append("  at ").append(frame).append('\n');
      }
      seen.add(text.toString());
    }

    /** Whether a class is one of the program's, and none of its tests'. */
    private boolean isOurs(String type) {
      return type.startsWith("org.dubbelslot.")
          && known.computeIfAbsent(type.replaceFirst("[$].*", ""), Watcher::isOfProgram);
    }

    private static boolean isOfProgram(String type) {
      URL found = Dubbelslot.class.getClassLoader().getResource(type.replace('.', '/') + ".class");
      URL root = Dubbelslot.class.getProtectionDomain().getCodeSource().getLocation();
      return found != null && found.toString().contains(root.toString());
    }

    @Override
    public void close() {
      looks.close();
    }
  }
}
