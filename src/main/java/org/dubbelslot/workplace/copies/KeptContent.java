package org.dubbelslot.workplace.copies;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Arrays;
import org.dubbelslot.crypto.LocalSeal;
import org.dubbelslot.files.AtomicFile;
import org.dubbelslot.files.BlockInputStream;
import org.dubbelslot.files.LocalFileException;
import org.dubbelslot.files.SourceFile;
import org.dubbelslot.json.StrictJson;
import org.dubbelslot.transfer.Edited;

/**
 * Changes that could not be brought back before the keys were taken away, sealed under this
 * device's key until they can.
 *
 * <p>The file is boxes, each behind its length in four bytes: one with name, time and size, then
 * the content in pieces, of which the last is marked. A box opens only in its own place.
 */
final class KeptContent {
  private static final int PIECE = 1 << 20;

  private final Path file;
  private final LocalSeal seal;
  private final String context;

  /**
   * What is kept in a file.
   *
   * @param copy whose it is
   */
  KeptContent(Path file, LocalSeal seal, String copy) {
    this.file = file;
    this.seal = seal;
    this.context = "kept copy " + copy + " " + file.getFileName() + " ";
  }

  /** What is known of it. */
  record Head(String name, Instant modified, long size) {}

  Path file() {
    return file;
  }

  /**
   * Seals a readable file, whole or not at all; one that was kept before gives way.
   *
   * @throws LocalFileException when it changes meanwhile, or the disk is full
   */
  void keep(SourceFile source, String name) throws IOException {
    ObjectNode head = JsonNodeFactory.instance.objectNode();
    head.put("name", name).put("modified", source.modified().toString());
    head.put("size", Long.toString(source.size()));
    byte[] piece = new byte[PIECE];
    try (AtomicFile target = AtomicFile.create(file, true);
        DataOutputStream out = new DataOutputStream(target.output());
        InputStream in = source.open()) {
      box(out, StrictJson.write(head), "head");
      long left = source.size();
      for (long index = 0; ; index++) {
        int count = in.readNBytes(piece, 0, (int) Math.min(PIECE, left));
        left -= count;
        byte[] plaintext = Arrays.copyOf(piece, count);
        try {
          box(out, plaintext, piece(index, left == 0));
        } finally {
          Arrays.fill(plaintext, (byte) 0);
        }
        if (left == 0) {
          break;
        }
      }
      if (in.read() >= 0) {
        throw new LocalFileException.Changed(source.path());
      }
      target.commit();
    } finally {
      Arrays.fill(piece, (byte) 0);
    }
  }

  private static String piece(long index, boolean last) {
    return index + (last ? " last" : "");
  }

  private void box(DataOutputStream out, byte[] plaintext, String what) throws IOException {
    byte[] box = seal.seal(plaintext, context + what);
    out.writeInt(box.length);
    out.write(box);
  }

  /**
   * Name, time and size.
   *
   * @throws LocalFileException.StoreDamaged when it does not open
   */
  Head head() throws IOException {
    try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
      return head(in);
    }
  }

  private Head head(DataInputStream in) throws IOException {
    try {
      ObjectNode json = StrictJson.parse(open(in, "head"));
      return new Head(
          json.path("name").asText(),
          Instant.parse(json.path("modified").asText()),
          Long.parseLong(json.path("size").asText()));
    } catch (IllegalArgumentException | java.time.DateTimeException e) {
      throw new LocalFileException.StoreDamaged(file);
    }
  }

  /** The content, opened piece by piece in memory. */
  Edited content() throws IOException {
    Head head = head();
    return new Edited(head.size(), head.modified(), () -> new Pieces(head.size()));
  }

  private byte[] open(DataInputStream in, String what) throws IOException {
    try {
      int length = in.readInt();
      if (length < LocalSeal.OVERHEAD || length > PIECE + LocalSeal.OVERHEAD) {
        throw new LocalFileException.StoreDamaged(file);
      }
      byte[] box = new byte[length];
      in.readFully(box);
      return seal.open(box, context + what);
    } catch (GeneralSecurityException | EOFException e) {
      throw new LocalFileException.StoreDamaged(file);
    }
  }

  /** The pieces one after the other; each is wiped when the next is opened. */
  private final class Pieces extends BlockInputStream {
    private final DataInputStream in;
    private byte[] piece = new byte[0];
    private InputStream current = InputStream.nullInputStream();
    private long left;
    private long index;
    private boolean ended;

    Pieces(long size) throws IOException {
      in = new DataInputStream(Files.newInputStream(file));
      left = size;
      head(in);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      int count = current.read(bytes, offset, length);
      while (count < 0 && !ended) {
        next();
        count = current.read(bytes, offset, length);
      }
      return count;
    }

    private void next() throws IOException {
      Arrays.fill(piece, (byte) 0);
      boolean last = left <= PIECE;
      piece = open(in, piece(index++, last));
      left -= piece.length;
      current = new ByteArrayInputStream(piece);
      ended = last;
    }

    @Override
    public void close() throws IOException {
      Arrays.fill(piece, (byte) 0);
      in.close();
    }
  }
}
