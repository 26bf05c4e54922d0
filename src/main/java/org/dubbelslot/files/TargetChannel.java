package org.dubbelslot.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;

/** An open file whose failures are those of the target that it will become. */
record TargetChannel(Path target, FileChannel file) implements SeekableByteChannel {
  @Override
  public int read(ByteBuffer buffer) throws IOException {
    try {
      return file.read(buffer);
    } catch (IOException e) {
      throw IoFailures.reading(target, e);
    }
  }

  @Override
  public int write(ByteBuffer buffer) throws IOException {
    try {
      return file.write(buffer);
    } catch (IOException e) {
      throw IoFailures.writing(target, e);
    }
  }

  @Override
  public long position() throws IOException {
    return file.position();
  }

  @Override
  public TargetChannel position(long position) throws IOException {
    file.position(position);
    return this;
  }

  @Override
  public long size() throws IOException {
    return file.size();
  }

  @Override
  public TargetChannel truncate(long size) throws IOException {
    try {
      file.truncate(size);
      return this;
    } catch (IOException e) {
      throw IoFailures.writing(target, e);
    }
  }

  @Override
  public boolean isOpen() {
    return file.isOpen();
  }

  /** Does nothing: whoever opened the file decides what becomes of it. */
  @Override
  public void close() {}
}
