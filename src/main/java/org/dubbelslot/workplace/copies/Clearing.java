package org.dubbelslot.workplace.copies;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.dubbelslot.transfer.CopyException;

/** Clears every readable copy away before the keys go. */
final class Clearing {
  private final Host host;

  Clearing(Host host) {
    this.host = host;
  }

  /**
   * Brings back what was written, for as long as {@link Surroundings.Pace#lock} allows.
   *
   * @param work does it; ended with this
   */
  void bringBack(ExecutorService work) {
    List<Future<?>> last = new ArrayList<>();
    for (WorkingCopy copy : host.list().live()) {
      last.add(
          work.submit(
              () -> {
                copy.save();
                copy.saveStrays();
                return null;
              }));
    }
    await(last);
    work.shutdownNow();
  }

  private void await(List<Future<?>> last) {
    long until = System.nanoTime() + host.around().pace().lock().toNanos();
    for (Future<?> one : last) {
      try {
        one.get(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
      } catch (TimeoutException e) {
        one.cancel(true);
      } catch (ExecutionException e) {
        // What was not brought back is kept.
        System.getLogger(Clearing.class.getName())
            .log(System.Logger.Level.DEBUG, "not brought back before the lock", e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        one.cancel(true);
      }
    }
  }

  private boolean isOpen(WorkingCopy copy) throws IOException {
    return copy.folder().isClaimed(copy.file().getFileName().toString())
        || host.around().openFiles().anyIn(copy.folder().files()) == OpenFiles.Answer.YES;
  }

  /**
   * Removes what is readable, once its changes are sealed under the device's key. What cannot be
   * sealed stays and is told.
   */
  void remove() {
    for (WorkingCopy copy : host.list().live()) {
      try {
        if (copy.keepRest()) {
          copy.folder().removeFiles();
          host.tell(new CopyEvent.KeptForLater(copy.snapshot().name()));
        } else if (isOpen(copy)) {
          // What a program puts there again, which still has it open, belongs to that document.
          copy.folder().removeFiles();
        } else {
          copy.folder().remove();
        }
      } catch (IOException e) {
        host.tell(new CopyEvent.Trouble(host.describe(new CopyException.Remains(e))));
      }
    }
  }
}
