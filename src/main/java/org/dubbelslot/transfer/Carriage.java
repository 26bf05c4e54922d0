package org.dubbelslot.transfer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.dubbelslot.drive.DriveException;
import org.dubbelslot.files.LocalFileException;
import org.dubbelslot.files.SourceFile;
import org.dubbelslot.format.FormatException;
import org.dubbelslot.format.SealException;
import org.dubbelslot.names.NameException;

/** Carries the jobs of one place, and decides what becomes of each in the queue. */
final class Carriage {
  /** What one transfer of a large file holds in memory, at the most. */
  private static final long LARGE_MEMORY = 40L << 20;

  private static final long SMALL_OVERHEAD = 256 << 10;

  private final TransferQueue queue;
  private final FolderViews views;
  private final Downloader downloader;
  private final MemoryBudget memory;
  private final BooleanSupplier stopped;
  private final Function<Throwable, String> codes;
  private final AtomicReference<Exception> barrier = new AtomicReference<>();

  Carriage(
      TransferQueue queue,
      FolderViews views,
      MemoryBudget memory,
      BooleanSupplier stopped,
      Function<Throwable, String> codes) {
    this.queue = queue;
    this.views = views;
    this.memory = memory;
    this.stopped = stopped;
    this.codes = codes;
    this.downloader = new Downloader(views.tree(), queue::owns);
  }

  FolderViews views() {
    return views;
  }

  SealedTree tree() {
    return views.tree();
  }

  /** Does the job; never throws. */
  Transfers.Result carry(Job job, LongConsumer progress) {
    if (stopped.getAsBoolean()) {
      return new Transfers.Result.Failed(new DriveException.Stopped(null), true);
    }
    if (barrier.get() != null) {
      // Where the first could not get through, a thousand others need not try in turn.
      return new Transfers.Result.Failed(barrier.get(), true);
    }
    Begun begun = new Begun(job);
    try (MemoryBudget.Grant _ = memory.take(need(job.task()))) {
      Transfers.Result result =
          switch (job.task()) {
            case Task.Put put -> put(put, begun, progress);
            case Task.Get get -> get(get, begun, progress);
            case Task.Loose _ -> {
              giveUp(job, begun);
              yield new Transfers.Result.Cleared();
            }
          };
      queue.remove(job);
      return result;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Transfers.Result.Failed(new DriveException.Stopped(e), true);
    } catch (IOException
        | SealException
        | TransferException
        | NameException
        | FormatException
        | RuntimeException e) {
      return failed(job, begun, e);
    }
  }

  private static long need(Task task) {
    return task.size() + SMALL_OVERHEAD > Uploader.SMALL
        ? LARGE_MEMORY
        : task.size() + SMALL_OVERHEAD;
  }

  /** What is left of the job so far; noted before anything depends on it. */
  private final class Begun {
    private final Job job;
    private final AtomicReference<Optional<ObjectNode>> last;

    Begun(Job job) {
      this.job = job;
      this.last = new AtomicReference<>(job.begun());
    }

    void note(Uploader.Partial partial) throws IOException {
      note(JobJson.of(partial));
    }

    void note(Downloader.Partial partial) throws IOException {
      note(JobJson.of(partial));
    }

    private void note(ObjectNode begun) throws IOException {
      queue.checkpoint(job, begun);
      last.set(Optional.of(begun));
    }

    /** Notes what a download has begun, and tells how far it is. */
    Downloader.Checkpoint told(LongConsumer progress) {
      return new Downloader.Checkpoint() {
        @Override
        public void at(Downloader.Partial partial) throws IOException {
          note(partial);
        }

        @Override
        public void reached(long bytes) {
          progress.accept(bytes);
        }
      };
    }

    Optional<Uploader.Partial> upload() {
      return last.get().map(JobJson::upload);
    }

    Optional<Downloader.Partial> download() {
      return last.get().map(JobJson::download);
    }
  }

  private Transfers.Result put(Task.Put task, Begun begun, LongConsumer progress)
      throws IOException, SealException, TransferException, NameException, FormatException {
    SourceFile source = SourceFile.of(task.source());
    boolean same = source.size() == task.size() && source.modified().equals(task.modified());
    Uploader uploader = tree().uploader();
    Putter.Carrier carrier =
        (parcel, earlier) -> uploader.run(parcel, earlier, begun::note, progress);
    Optional<Uploader.Partial> earlier =
        same ? begun.upload() : begun.upload().map(Uploader.Partial::ofAnother);
    try {
      return new Transfers.Result.Put(
          new Putter(views, task.options())
              .put(source, views.folder(task.target()), carrier, earlier));
    } catch (DriveException.NotFound e) {
      if (isGone(task.target().folderId())) {
        throw new TransferException.FolderGone(e);
      }
      throw e;
    }
  }

  private boolean isGone(String folderId) throws DriveException {
    try {
      tree().drive().stat(folderId);
      return false;
    } catch (DriveException.NotFound e) {
      return true;
    }
  }

  private Transfers.Result get(Task.Get task, Begun begun, LongConsumer progress)
      throws IOException, TransferException, NameException, FormatException {
    Getter getter = new Getter(downloader, task.options());
    Getter.Earlier earlier = new Getter.Earlier(queue.isTakenOver(begun.job), begun.download());
    return new Transfers.Result.Got(
        task, getter.get(task.file(), task.folder(), earlier, begun.told(progress)));
  }

  private Transfers.Result failed(Job job, Begun begun, Exception e) {
    if (stopped.getAsBoolean()) {
      // Whatever else went wrong then: files and connections fail in many ways when stopped.
      return new Transfers.Result.Failed(new DriveException.Stopped(e), true);
    }
    try {
      if (Passing.is(e) || e instanceof RuntimeException) {
        if (concernsAll(e)) {
          barrier.compareAndSet(null, e);
        }
        queue.keep(job, codes.apply(e));
        return new Transfers.Result.Failed(e, true);
      }
      giveUp(job, begun);
      return new Transfers.Result.Failed(e, false);
    } catch (IOException alsoFailed) {
      e.addSuppressed(alsoFailed);
      return new Transfers.Result.Failed(e, true);
    }
  }

  /** What stopped all may be over: others try again. */
  void tryAgain() {
    barrier.set(null);
  }

  /** Gives a job up: neither the drive nor this computer keeps anything of it. */
  void giveUp(Job job) throws IOException {
    giveUp(job, new Begun(job));
  }

  private void giveUp(Job job, Begun begun) throws IOException {
    try {
      switch (job.task()) {
        case Task.Put _, Task.Loose _ -> {
          if (begun.upload().isPresent()) {
            tree().uploader().discard(begun.upload().get());
          }
        }
        case Task.Get get -> downloader.discard(begun.download(), get.folder());
      }
    } catch (IOException e) {
      queue.keep(job, codes.apply(e));
      throw e;
    }
    queue.remove(job);
  }

  /** Takes away what is unfinished and belongs to no job. */
  void close() throws LocalFileException {
    downloader.close();
  }

  /** Whether other jobs would fail just so. */
  static boolean concernsAll(Exception e) {
    return switch (e) {
      case DriveException.Unreachable _,
          DriveException.NotTrusted _,
          DriveException.NotSignedIn _,
          DriveException.Throttled _,
          LocalFileException.DiskFull _ ->
          true;
      default -> false;
    };
  }
}
