package org.dubbelslot.transfer;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.dubbelslot.drive.UploadSource;
import org.dubbelslot.files.BlockInputStream;
import org.dubbelslot.files.BlockOutputStream;
import org.dubbelslot.files.LocalFileException;

/**
 * Ciphertext in a file of this computer, so that an interrupted upload can send identical bytes
 * again. No plaintext ever touches it.
 */
final class Spool implements Ciphertext {
  private final Path file;
  private final FileChannel channel;
  private final Growth growth = new Growth();

  /** Begins the file, which must not be there yet. */
  Spool(Path file) throws LocalFileException {
    this.file = file;
    try {
      this.channel =
          FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw LocalFileException.whileWriting(file, e);
    }
  }

  Path file() {
    return file;
  }

  @Override
  public OutputStream sink() {
    return new BlockOutputStream() {
      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        // An upload that failed meanwhile stops the sealer here.
        growth.awaitBeyond(-1);
        try {
          ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
          while (buffer.hasRemaining()) {
            channel.write(buffer);
          }
        } catch (IOException e) {
          throw LocalFileException.whileWriting(file, e);
        }
        growth.add(length);
      }
    };
  }

  @Override
  public UploadSource source() {
    return Reader::new;
  }

  /** No flush to the disk: whoever resumes compares the hash, and seals anew if it differs. */
  @Override
  public void end() throws IOException {
    channel.close();
    growth.end();
  }

  @Override
  public boolean isLasting() {
    return true;
  }

  @Override
  public void fail(IOException why) {
    growth.fail(why);
  }

  /** Removes the file. */
  void discard() throws IOException {
    channel.close();
    Files.deleteIfExists(file);
  }

  private final class Reader extends BlockInputStream {
    private final FileChannel in;
    private long position;

    Reader(long offset) throws IOException {
      this.in = FileChannel.open(file, StandardOpenOption.READ);
      this.position = offset;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      long there = growth.awaitBeyond(position);
      if (there <= position) {
        return -1;
      }
      int wanted = (int) Math.min(length, there - position);
      int count = in.read(ByteBuffer.wrap(bytes, offset, wanted), position);
      if (count > 0) {
        position += count;
      }
      return count;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
