package org.dubbelslot.format;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongUnaryOperator;
import java.util.function.UnaryOperator;
import org.dubbelslot.crypto.SecretBytes;
import org.dubbelslot.floe.FloeException;
import org.dubbelslot.floe.FloeWorkers;
import org.dubbelslot.floe.FloeWriter;

/**
 * Seals as no sealer does: holds the content key and may write something else into every part, with
 * tags that hold. All files of one instance have the same id and the same content key.
 */
final class CrookedSealer {
  private static final FloeWorkers HERE = FloeWorkers.on(Runnable::run, 1);

  private final SealRequest request;
  private final FileId id = FileId.random();
  private final SecretBytes contentKey = SecretBytes.random(ContentKeys.BYTES);
  private int headerLength = Layout.MIN_HEADER;
  private int metadataLength = 512;
  private UnaryOperator<String> header = UnaryOperator.identity();
  private UnaryOperator<String> metadata = UnaryOperator.identity();
  private UnaryOperator<String> trailer = UnaryOperator.identity();
  private UnaryOperator<byte[]> root = UnaryOperator.identity();
  private LongUnaryOperator size = LongUnaryOperator.identity();
  private Consumer<byte[]> padded = bytes -> {};

  CrookedSealer(SealRequest request) {
    this.request = request;
  }

  SealRequest request() {
    return request;
  }

  /** Another length of the header area. */
  CrookedSealer headerLength(int length) {
    headerLength = length;
    return this;
  }

  /** Another length of the metadata block. */
  CrookedSealer metadataLength(int length) {
    metadataLength = length;
    return this;
  }

  /** Changes the header's JSON before it is padded and its tag computed. */
  CrookedSealer header(UnaryOperator<String> change) {
    header = change;
    return this;
  }

  /** Changes the metadata's JSON before it is padded, signed and encrypted. */
  CrookedSealer metadata(UnaryOperator<String> change) {
    metadata = change;
    return this;
  }

  /** Changes the trailer's JSON after it was signed. */
  CrookedSealer trailer(UnaryOperator<String> change) {
    trailer = change;
    return this;
  }

  /** Signs and writes another size. */
  CrookedSealer size(LongUnaryOperator change) {
    size = change;
    return this;
  }

  /** Signs and writes another root. */
  CrookedSealer root(UnaryOperator<byte[]> change) {
    root = change;
    return this;
  }

  /** Changes the padded plaintext before it is encrypted. */
  CrookedSealer padded(Consumer<byte[]> change) {
    padded = change;
    return this;
  }

  /** The sealed file. */
  byte[] seal(byte[] plaintext) {
    Layout layout = new Layout(metadataLength, id, headerLength);
    try (ContentKeys keys = new ContentKeys(contentKey, layout.identity())) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      List<Lock> locks =
          request.locks().stream().map(lock -> Lock.create(lock, layout, contentKey)).toList();
      byte[] area = block(header, new Header(locks).json(), headerLength);
      byte[] said =
          block(metadata, request.metadata().json(), metadataLength - Layout.GCM_TAG_LENGTH);
      out.writeBytes(layout.fixedPart());
      out.writeBytes(area);
      out.writeBytes(keys.headerTag(layout.fixedPart(), area));
      out.writeBytes(keys.sealMetadata(said));

      byte[] content = Arrays.copyOf(plaintext, (int) Padme.padded(plaintext.length));
      padded.accept(content);
      byte[] trueRoot = encrypt(content, keys, layout, out);
      long toldSize = size.applyAsLong(plaintext.length);
      byte[] toldRoot = root.apply(trueRoot);
      Optional<Trailer.Signature> signature =
          request
              .signer()
              .map(
                  signer ->
                      new Trailer.Signature(
                          signer.device(),
                          signer.sign(Trailer.signedMessage(layout, said, toldSize, toldRoot))));
      byte[] json = new Trailer(toldSize, toldRoot, signature).json();
      out.writeBytes(keys.sealTrailer(block(trailer, json, Trailer.PLAINTEXT_LENGTH)));
      return out.toByteArray();
    } catch (IOException | FloeException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] block(UnaryOperator<String> change, byte[] json, int length) {
    // ISO-8859-1 lets a change put in any byte; UTF-8 passes through as it is.
    String changed = change.apply(new String(json, StandardCharsets.ISO_8859_1));
    return ContentKeys.padded(changed.getBytes(StandardCharsets.ISO_8859_1), length);
  }

  private static byte[] encrypt(
      byte[] content, ContentKeys keys, Layout layout, ByteArrayOutputStream out)
      throws IOException, FloeException {
    RootHash hashes = new RootHash();
    try (FloeWriter writer =
        new FloeWriter(
            ContentGeometry.FLOE,
            keys.content(),
            layout.identity(),
            out,
            HERE,
            (position, length, sha256) -> hashes.add(sha256))) {
      writer.write(content, 0, content.length);
      writer.finish();
    }
    return hashes.root();
  }

  /** {@code sealed} with one bit of the byte at {@code position} flipped. */
  static byte[] flip(byte[] sealed, int position) {
    byte[] changed = sealed.clone();
    changed[position] ^= 1;
    return changed;
  }
}
