package org.dubbelslot.transfer;

import java.nio.file.Path;
import org.dubbelslot.drive.DriveException;
import org.dubbelslot.files.LocalFileException;
import org.dubbelslot.files.SourceFile;

/**
 * Adds jobs to a {@link TransferService} one after the other, while it carries the first of them.
 * For one thread; to be closed after the last.
 */
public final class TransferBatch implements AutoCloseable {
  private final TransferService service;
  private final int generation;
  private boolean open = true;
  private int filesComing;
  private long bytesComing;

  TransferBatch(TransferService service, int generation) {
    this.service = service;
    this.generation = generation;
  }

  /**
   * Announces what is going to be added, so that it is counted from the beginning: how far it is
   * would else start anew when the first is done before the second was added. Once, before the
   * first.
   */
  public void expect(int files, long bytes) {
    filesComing = files;
    bytesComing = bytes;
    service.expect(files, bytes);
  }

  /** Adds one of those that were announced. */
  private boolean add(Task task) throws LocalFileException {
    long counted = filesComing == 1 ? bytesComing : Math.min(task.size(), bytesComing);
    int one = Math.min(1, filesComing);
    filesComing -= one;
    bytesComing -= counted;
    return service.add(task, one, counted);
  }

  /** The tree of a place, to write into. */
  public SealedTree writing(String place) throws Exception {
    return service.carriages().into(place).tree();
  }

  /** The tree of a place, to read from. */
  public SealedTree reading(String place) throws Exception {
    return service.carriages().outOf(place).tree();
  }

  /** The subfolder of that name, made where it is missing. */
  public Entry.Folder subfolder(String place, Entry.Folder parent, String name) throws Exception {
    service.requireCurrent(generation);
    return service.carriages().into(place).views().subfolder(parent, name);
  }

  /**
   * Queues a file of this computer.
   *
   * @return false when the same file is on its way to the same folder already
   * @throws DriveException.Stopped when all was given up meanwhile, or the service closed
   */
  public boolean put(String place, Entry.Folder target, SourceFile source, Putter.Options options)
      throws Exception {
    service.requireCurrent(generation);
    service.carriages().into(place).views().remember(target);
    return add(Task.Put.of(place, target, source, options));
  }

  /**
   * Queues a file of a place.
   *
   * @param shown its path in the place
   * @param folder of this computer
   * @return false when the same file is on its way to the same folder already
   * @throws DriveException.Stopped when all was given up meanwhile, or the service closed
   */
  public boolean get(
      String place, Entry.SealedFile file, String shown, Path folder, Getter.Options options)
      throws DriveException.Stopped, LocalFileException {
    service.requireCurrent(generation);
    return add(
        new Task.Get(place, file, shown, folder.toAbsolutePath(), folder.toString(), options));
  }

  @Override
  public void close() {
    if (open) {
      open = false;
      service.expect(-filesComing, -bytesComing);
      service.end();
    }
  }
}
