package org.dubbelslot.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.dubbelslot.drive.ByteRange;
import org.dubbelslot.drive.Changes;
import org.dubbelslot.drive.Drive;
import org.dubbelslot.drive.DriveException;
import org.dubbelslot.drive.DriveItem;
import org.dubbelslot.drive.DriveItems;
import org.dubbelslot.drive.Upload;
import org.dubbelslot.drive.UploadHandle;
import org.dubbelslot.drive.UploadRequest;

/** A drive of which a test may change what is read. */
final class ReadingDrive implements Drive {
  private final Drive drive;
  private final AtomicInteger reads = new AtomicInteger();
  private volatile Reading reading = (number, range, in) -> in;

  /** What becomes of the stream that the drive gave. */
  @FunctionalInterface
  interface Reading {
    /** The stream for the read of that {@code number}, counted from 1. */
    InputStream changed(int number, ByteRange range, InputStream in) throws IOException;
  }

  ReadingDrive(Drive drive) {
    this.drive = drive;
  }

  void reading(Reading changed) {
    reading = changed;
    reads.set(0);
  }

  int reads() {
    return reads.get();
  }

  @Override
  public InputStream read(String id, ByteRange range) throws DriveException {
    try {
      return reading.changed(reads.incrementAndGet(), range, drive.read(id, range));
    } catch (DriveException e) {
      throw e;
    } catch (IOException e) {
      throw new DriveException.DiskFailed(e);
    }
  }

  @Override
  public DriveItem root() throws DriveException {
    return drive.root();
  }

  @Override
  public DriveItem stat(String id) throws DriveException {
    return drive.stat(id);
  }

  @Override
  public DriveItem statPath(String path) throws DriveException {
    return drive.statPath(path);
  }

  @Override
  public DriveItems list(String folderId) throws DriveException {
    return drive.list(folderId);
  }

  @Override
  public Upload upload(UploadRequest request) throws DriveException {
    return drive.upload(request);
  }

  @Override
  public Upload resume(UploadHandle handle) throws DriveException {
    return drive.resume(handle);
  }

  @Override
  public DriveItem createFolder(String parentId, String name) throws DriveException {
    return drive.createFolder(parentId, name);
  }

  @Override
  public DriveItem move(String id, String newParentId, String newName, Optional<String> eTag)
      throws DriveException {
    return drive.move(id, newParentId, newName, eTag);
  }

  @Override
  public void delete(String id, Optional<String> eTag) throws DriveException {
    drive.delete(id, eTag);
  }

  @Override
  public Changes changes(Optional<String> token) throws DriveException {
    return drive.changes(token);
  }

  @Override
  public void close() {
    drive.close();
  }
}
