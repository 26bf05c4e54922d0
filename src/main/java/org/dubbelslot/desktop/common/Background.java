package org.dubbelslot.desktop.common;

import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import javafx.application.Platform;

/**
 * Where everything runs that could keep the window waiting: a disk, a network, a key. Results come
 * back on the screen's thread, which alone may touch what is shown.
 *
 * <p>Called from any thread.
 */
public final class Background {
  private final Executor worker;
  private final Executor screen;

  /** Something that was begun. */
  public interface Running {
    /** Interrupts the work and drops its result; does nothing once that has arrived. */
    void cancel();
  }

  /**
   * With executors of a test.
   *
   * @param worker runs the work
   * @param screen runs what changes the screen
   */
  public Background(Executor worker, Executor screen) {
    this.worker = worker;
    this.screen = screen;
  }

  /** The program's: a virtual thread for each piece of work, and the toolkit's own thread. */
  public static Background ofThisProgram() {
    return new Background(
        work -> Thread.ofVirtual().name("background").start(work), Platform::runLater);
  }

  /**
   * Does {@code work}, then tells the screen.
   *
   * @param done gets the result
   * @param failed gets the exception; also what an interruption led to, unless it was cancelled
   */
  public <T> Running run(Callable<T> work, Consumer<T> done, Consumer<Exception> failed) {
    Work<T> task = new Work<>(work, done, failed);
    worker.execute(task);
    return task::drop;
  }

  /** Changes what is shown. */
  public void onScreen(Runnable change) {
    screen.execute(change);
  }

  private final class Work<T> extends FutureTask<T> {
    private final Consumer<T> done;
    private final Consumer<Exception> failed;
    private volatile boolean dropped;

    Work(Callable<T> work, Consumer<T> done, Consumer<Exception> failed) {
      super(work);
      this.done = done;
      this.failed = failed;
    }

    void drop() {
      dropped = true;
      cancel(true);
    }

    @Override
    protected void done() {
      screen.execute(this::tell);
    }

    private void tell() {
      if (dropped) {
        return;
      }
      switch (state()) {
        case SUCCESS -> done.accept(resultNow());
        case FAILED -> {
          Throwable thrown = exceptionNow();
          if (thrown instanceof Error error) {
            throw error;
          }
          failed.accept((Exception) thrown);
        }
        case CANCELLED, RUNNING -> {
          // Nobody else can cancel it, and it tells when it has ended.
        }
      }
    }
  }
}
