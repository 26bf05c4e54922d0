package org.dubbelslot.workplace.copies;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;

/**
 * Hears from the operating system that something is written in a folder. It only makes a change
 * seen sooner: not every disk tells, and what is missed is found by looking.
 */
final class Watch implements AutoCloseable {
  private final WatchService service;

  private Watch(WatchService service) {
    this.service = service;
  }

  /** Begins, with no folder yet. */
  static Watch begin(Path any, Runnable written) throws IOException {
    Watch watch = new Watch(any.getFileSystem().newWatchService());
    Thread.ofVirtual().name("copies watch").start(() -> watch.run(written));
    return watch;
  }

  private void run(Runnable written) {
    try {
      while (true) {
        WatchKey key = service.take();
        key.pollEvents();
        written.run();
        key.reset();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ClosedWatchServiceException e) {
      // That is how it ends.
      System.getLogger(Watch.class.getName()).log(System.Logger.Level.DEBUG, "watched to the end");
    }
  }

  void add(Path folder) throws IOException {
    folder.register(
        service,
        StandardWatchEventKinds.ENTRY_CREATE,
        StandardWatchEventKinds.ENTRY_MODIFY,
        StandardWatchEventKinds.ENTRY_DELETE);
  }

  @Override
  public void close() throws IOException {
    service.close();
  }
}
