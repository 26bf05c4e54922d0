package org.dubbelslot.transfer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.dubbelslot.crypto.LocalSeal;
import org.dubbelslot.files.LocalFileException;
import org.dubbelslot.floe.FloeWorkers;

/**
 * The transfers of this person on this computer that are not done yet, whichever run of the program
 * they belong to. They outlive the program, however it ends; a run that is no more leaves its jobs
 * to be taken over.
 *
 * <p>Everything about files in it is sealed for this device. For any number of threads.
 */
public final class TransferQueue implements AutoCloseable {
  private static final String STORE = "transfers.db";
  private static final String RUNS = "transfers";

  /** How many waiting jobs are read at once. */
  static final int BATCH = 256;

  private final JobStore store;
  private final Run run;
  private final SpoolFolder spools;
  private final Map<Object, Job> leftovers = new HashMap<>();
  private final List<Job> loose = new ArrayList<>();
  private final Set<Path> owned = new HashSet<>();
  private final Set<Long> takenOver = ConcurrentHashMap.newKeySet();
  private final List<Task> unwritten = new ArrayList<>();
  private boolean open = true;

  private TransferQueue(JobStore store, Run run, SpoolFolder spools) {
    this.store = store;
    this.run = run;
    this.spools = spools;
  }

  /**
   * Opens the queue and removes ciphertext that no job needs any more.
   *
   * @param state the home's folder for what is under way
   * @param seal what makes its rows unreadable; taken over
   * @throws LocalFileException when the queue cannot be opened
   */
  public static TransferQueue open(Path state, LocalSeal seal, Clock clock)
      throws LocalFileException {
    return open(state, seal, clock, SpoolFolder.Room.ofTheDisk());
  }

  static TransferQueue open(Path state, LocalSeal seal, Clock clock, SpoolFolder.Room room)
      throws LocalFileException {
    boolean opened = false;
    try {
      TransferQueue queue = openWith(state, seal, clock, room);
      opened = true;
      return queue;
    } finally {
      if (!opened) {
        seal.close();
      }
    }
  }

  private static TransferQueue openWith(
      Path state, LocalSeal seal, Clock clock, SpoolFolder.Room room) throws LocalFileException {
    Run run = Run.begin(state.resolve(RUNS));
    try {
      JobStore store = new JobStore(state.resolve(STORE), seal, clock);
      SpoolFolder spools = new SpoolFolder(state.resolve("spool"), run.name(), room);
      TransferQueue queue = new TransferQueue(store, run, spools);
      try {
        queue.lookForLeftovers();
      } catch (IOException e) {
        closeAfter(e, store);
        throw e;
      }
      return queue;
    } catch (IOException e) {
      closeAfter(e, run);
      throw LocalFileException.whileWriting(state, e);
    }
  }

  /** A run that holds its lock without a queue would look alive to others for ever. */
  private static void closeAfter(IOException failure, Closeable opened) {
    try {
      opened.close();
    } catch (IOException alsoFailed) {
      failure.addSuppressed(alsoFailed);
    }
  }

  private void lookForLeftovers() throws IOException {
    Set<Path> needed = new HashSet<>();
    Map<String, Boolean> living = new HashMap<>();
    for (Job job : store.ofOthers(run.name())) {
      switch (job.task()) {
        case Task.Put _, Task.Loose _ ->
            job.begun().flatMap(begun -> JobJson.upload(begun).spool()).ifPresent(needed::add);
        case Task.Get _ ->
            job.begun().map(begun -> JobJson.download(begun).temporary()).ifPresent(owned::add);
      }
      if (!isLiving(job.run(), living)) {
        if (job.task() instanceof Task.Loose) {
          loose.add(job);
        } else {
          leftovers.put(job.task().errand(), job);
        }
      }
    }
    spools.sweep(needed::contains, other -> isLivingOrUnknown(other, living));
  }

  private boolean isLiving(String name, Map<String, Boolean> known) throws IOException {
    Boolean alive = known.get(name);
    if (alive == null) {
      alive = run.isAlive(name);
      known.put(name, alive);
    }
    return alive;
  }

  private boolean isLivingOrUnknown(String name, Map<String, Boolean> known) {
    try {
      return isLiving(name, known);
    } catch (IOException e) {
      // What cannot be told is left in peace.
      return true;
    }
  }

  /** What uploads of this run share. */
  public SealedUpload uploads(FloeWorkers workers, String place) {
    return new SealedUpload(workers, spools, sent -> {}, first -> loose(place, first));
  }

  private SealedUpload.Notes.Note loose(String place, Uploader.Partial first)
      throws LocalFileException {
    long id = store.begin(run.name(), new Task.Loose(place), JobJson.of(first));
    return new SealedUpload.Notes.Note() {
      @Override
      public void at(Uploader.Partial partial) throws LocalFileException {
        store.checkpoint(id, JobJson.of(partial));
      }

      @Override
      public void end() throws LocalFileException {
        store.remove(id);
      }
    };
  }

  /** Takes over what ended runs left of uploads within larger works on a place. */
  synchronized List<Job> takeLoose(String place) throws LocalFileException {
    List<Job> taken = new ArrayList<>();
    for (Job job : loose) {
      if (job.task().place().equals(place) && store.adopt(job, run.name())) {
        taken.add(job);
      }
    }
    loose.removeAll(taken);
    return taken;
  }

  /**
   * Adds a task to this run. One that an ended run left unfinished is taken over: with what it had
   * begun if the file is the same, otherwise that is given up first.
   */
  public synchronized void add(Task task) throws LocalFileException {
    Job earlier = leftovers.remove(task.errand());
    if (earlier == null || !takeOver(earlier)) {
      if (unwritten.size() >= BATCH) {
        // First, so that where this fails the task was not added.
        flush();
      }
      unwritten.add(task);
    } else if (!earlier.task().isSame(task)) {
      store.change(earlier.id(), task, earlier.begun().map(TransferQueue::givenUp));
    }
  }

  private boolean takeOver(Job job) throws LocalFileException {
    boolean taken = store.adopt(job, run.name());
    if (taken) {
      takenOver.add(job.id());
    }
    return taken;
  }

  /** Of a file that changed, only what is to be removed still matters: the session, the spool. */
  private static ObjectNode givenUp(ObjectNode begun) {
    ObjectNode stale = begun.deepCopy();
    stale.remove(List.of("id", "sha256"));
    return stale;
  }

  /** Writes what was added, so that a program that is killed leaves it to be taken over. */
  synchronized void flush() throws LocalFileException {
    if (!unwritten.isEmpty()) {
      store.add(run.name(), unwritten);
      unwritten.clear();
    }
  }

  /** Whether an unfinished file beside its target belongs to a job of another run. */
  boolean owns(Path temporary) {
    return owned.contains(temporary);
  }

  /** How many jobs this run has, those that failed included. */
  public int size() throws LocalFileException {
    flush();
    return store.count(run.name());
  }

  /** The jobs of this run that wait, after {@code afterId}, in order, a few hundred at most. */
  List<Job> waiting(long afterId) throws LocalFileException {
    flush();
    return store.waiting(run.name(), afterId, BATCH);
  }

  /** Every job of other runs, in order, as it is now. */
  public List<Job> others() throws IOException {
    Map<String, Boolean> living = new HashMap<>();
    List<Job> jobs = new ArrayList<>();
    for (Job job : store.ofOthers(run.name())) {
      boolean ended =
          switch (job.state()) {
            case WAITING, RUNNING -> !isLiving(job.run(), living);
            case PAUSED, HELD, INTERRUPTED, FAILED -> false;
          };
      jobs.add(ended ? job.in(Job.State.INTERRUPTED) : job);
    }
    return jobs;
  }

  /**
   * Takes a job over from a run that has ended.
   *
   * @return false when its run is under way, or another took it
   */
  public synchronized boolean adopt(Job job) throws IOException {
    if (run.isAlive(job.run())) {
      return false;
    }
    leftovers.remove(job.task().errand());
    return takeOver(job);
  }

  /**
   * Whether an earlier run had this job, and may have ended between its last step and the removal
   * of the job.
   */
  boolean isTakenOver(Job job) {
    return takenOver.contains(job.id());
  }

  /** Notes what an attempt has begun. */
  void checkpoint(Job job, ObjectNode begun) throws LocalFileException {
    store.checkpoint(job.id(), begun);
  }

  /** The job is done, or given up with all it had begun. */
  void remove(Job job) throws LocalFileException {
    store.remove(job.id());
  }

  /** The job waits for somebody to resume it. */
  void keep(Job job, String code) throws LocalFileException {
    store.fail(job.id(), code);
  }

  /** The job waits until the person says otherwise, also in later runs. */
  void hold(Job job) throws LocalFileException {
    store.put(job.id(), Job.State.HELD);
  }

  /** The job waits to be carried again, with what it has begun. */
  void again(Job job) throws LocalFileException {
    store.put(job.id(), Job.State.WAITING);
  }

  /** The job as it stands in the queue now, unless it is gone. */
  Optional<Job> find(long id) throws LocalFileException {
    return store.find(id);
  }

  /** How many jobs this run leaves to be resumed; those that did not fail count as paused. */
  public synchronized int left() throws LocalFileException {
    flush();
    store.pause(run.name());
    return store.count(run.name());
  }

  /**
   * How many jobs runs that are no more have left to be resumed; needs no key.
   *
   * @param state as for {@link #open(Path, LocalSeal, Clock)}
   */
  public static int leftIn(Path state) throws IOException {
    Path file = state.resolve(STORE);
    int left = 0;
    if (Files.exists(file)) {
      for (Map.Entry<String, Integer> run : JobStore.counts(file).entrySet()) {
        left += Run.isAlive(state.resolve(RUNS), run.getKey()) ? 0 : run.getValue();
      }
    }
    return left;
  }

  /** Leaves unfinished jobs to whoever resumes them. */
  @Override
  public synchronized void close() throws IOException {
    if (open) {
      open = false;
      try (run;
          store) {
        left();
      }
    }
  }
}
