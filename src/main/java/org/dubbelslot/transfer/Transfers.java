package org.dubbelslot.transfer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.dubbelslot.drive.DriveException;
import org.dubbelslot.files.LocalFileException;
import org.dubbelslot.files.SourceFile;

/**
 * Carries out the jobs of a queue, several at once, and tells of each in the order in which they
 * were asked for. What stops a job that may pass keeps it in the queue; what will not pass ends it,
 * with its session on the drive and its ciphertext here.
 *
 * <p>For one thread, except that {@link #close} may be called from another one.
 */
public final class Transfers implements AutoCloseable {
  /** How far the telling may lag behind the doing. */
  private static final int WINDOW = 1024;

  private static final int PATIENCE_SECONDS = 10;

  private final TransferQueue queue;
  private final Settings settings;
  private final Carriages carriages;
  private final Semaphore slots;
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private final ProgressSum progress;
  private volatile boolean stopped;

  /** Opens places. */
  public interface Trees {
    /** The tree of that place, to read from. */
    SealedTree reading(String place) throws Exception;

    /** The tree of that place, to write into. */
    SealedTree writing(String place) throws Exception;
  }

  /**
   * How jobs are carried.
   *
   * @param atOnce how many, at the most
   * @param codes what stands in the list for a failure
   * @param progress is told how many bytes were sent so far, by any thread
   */
  public record Settings(int atOnce, Function<Throwable, String> codes, LongConsumer progress) {}

  /** What became of a job. */
  public sealed interface Result {
    /** A file was put. */
    record Put(Putter.Outcome outcome) implements Result {}

    /** A file was got. */
    record Got(Task.Get task, Getter.Outcome outcome) implements Result {}

    /** What was left of an upload within a larger work is given up. */
    record Cleared() implements Result {}

    /**
     * It was not done.
     *
     * @param kept whether it can be resumed
     */
    record Failed(Exception why, boolean kept) implements Result {}
  }

  /** Is told of every job, in order, by the thread that runs them. */
  @FunctionalInterface
  public interface Listener {
    /** The job has ended so. */
    void ended(Job job, Result result) throws Exception;
  }

  /** Works for the run of {@code queue}, which stays the caller's to close. */
  public Transfers(TransferQueue queue, Trees trees, Settings settings) {
    this.queue = queue;
    this.settings = settings;
    this.carriages = new Carriages(queue, trees, () -> stopped, settings.codes());
    this.slots = new Semaphore(settings.atOnce(), true);
    this.progress = new ProgressSum(settings.progress());
  }

  /** The tree of a place, to read from. */
  public SealedTree reading(String place) throws Exception {
    return carriages.outOf(place).tree();
  }

  /** The tree of a place, to write into. */
  public SealedTree writing(String place) throws Exception {
    return carriages.into(place).tree();
  }

  /** The subfolder of that name, made where it is missing. */
  public Entry.Folder subfolder(String place, Entry.Folder parent, String name) throws Exception {
    return carriages.into(place).views().subfolder(parent, name);
  }

  /** Queues a file of this computer. */
  public void put(String place, Entry.Folder target, SourceFile source, Putter.Options options)
      throws Exception {
    carriages.into(place).views().remember(target);
    queue.add(Task.Put.of(place, target, source, options));
  }

  /**
   * Queues a file of a place.
   *
   * @param shown its path in the place, as asked for
   */
  public void get(
      String place, Entry.SealedFile file, String shown, Path folder, Getter.Options options)
      throws LocalFileException {
    queue.add(
        new Task.Get(place, file, shown, folder.toAbsolutePath(), folder.toString(), options));
  }

  private record Pending(Job job, Future<Result> result) {}

  /**
   * Carries out all jobs of this run.
   *
   * @throws Exception when the queue or the listener fails
   */
  public void run(Listener listener) throws Exception {
    Deque<Pending> pending = new ArrayDeque<>();
    Iterator<Job> jobs = List.<Job>of().iterator();
    long last = 0;
    boolean more = true;
    while (more || !pending.isEmpty()) {
      while (more && pending.size() < WINDOW) {
        if (!jobs.hasNext()) {
          jobs = queue.waiting(last).iterator();
          more = jobs.hasNext();
        }
        if (more) {
          Job job = jobs.next();
          last = job.id();
          pending.add(start(job));
        }
      }
      if (!pending.isEmpty()) {
        Pending first = pending.poll();
        listener.ended(first.job(), await(first.result()));
      }
    }
  }

  private Pending start(Job job) throws LocalFileException {
    Carriage site;
    try {
      site = carriages.of(job.task());
    } catch (Exception e) {
      queue.keep(job, settings.codes().apply(e));
      return new Pending(job, CompletableFuture.completedFuture(new Result.Failed(e, true)));
    }
    // What is told is how much was sent; a download sends nothing.
    LongConsumer part = job.task() instanceof Task.Get ? _ -> {} : progress.part();
    return new Pending(job, workers.submit(() -> inTurn(site, job, part)));
  }

  private Result inTurn(Carriage site, Job job, LongConsumer part) {
    try {
      slots.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Result.Failed(new DriveException.Stopped(e), true);
    }
    try {
      return site.carry(job, part);
    } finally {
      slots.release();
    }
  }

  private static Result await(Future<Result> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a transfer ended without a result", e);
    } catch (CancellationException e) {
      return new Result.Failed(new DriveException.Stopped(e), true);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Result.Failed(new DriveException.Stopped(e), true);
    }
  }

  /**
   * Gives up a job that was taken over: neither the drive nor this computer keeps anything of it.
   *
   * @throws IOException when the drive cannot be reached; the job stays then
   */
  public void cancel(Job job) throws Exception {
    carriages.of(job.task()).giveUp(job);
  }

  /** Stops what is under way; unfinished jobs stay in the queue. */
  @Override
  public void close() throws LocalFileException {
    stopped = true;
    workers.shutdownNow();
    try {
      if (!workers.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        System.getLogger(Transfers.class.getName())
            .log(System.Logger.Level.DEBUG, "a transfer does not stop");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    carriages.close();
  }
}
