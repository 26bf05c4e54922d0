package org.dubbelslot.custody;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.dubbelslot.crypto.SecretBytes;
import org.dubbelslot.floe.FloeWorkers;
import org.dubbelslot.format.FormatException;
import org.dubbelslot.format.LockKeys;
import org.dubbelslot.format.Metadata;
import org.dubbelslot.format.OpenOptions;
import org.dubbelslot.format.Opener;
import org.dubbelslot.format.OpeningKeys;
import org.dubbelslot.format.SealException;
import org.dubbelslot.format.SealRequest;
import org.dubbelslot.format.Sealer;
import org.dubbelslot.format.Signer;

/**
 * The two kinds of sealed files that the directory carries: name keys ({@code names/…}, 32 bytes,
 * the one kind that may lack a signer) and people lists ({@code people/…}).
 */
final class SealedLists {
  private static final int NAME_KEY_BYTES = 32;

  /**
   * The signed directory vouches for these files by their hashes. A steward whose device is revoked
   * as compromised later must not take the names of a whole team along.
   */
  private static final OpenOptions LISTED_NAME_KEY = new OpenOptions(true, true);

  private final FloeWorkers workers;

  SealedLists(FloeWorkers workers) {
    this.workers = workers;
  }

  /** A new name key, sealed under {@code lock}. */
  byte[] sealNewNameKey(LockKeys lock, Signer signer) {
    try (SecretBytes nameKey = SecretBytes.random(NAME_KEY_BYTES)) {
      return seal(nameKey.bytes(), "name-key", lock, signer);
    }
  }

  /** The names, sealed under {@code lock} and signed by the steward's device. */
  byte[] sealNames(Names names, LockKeys lock, Signer steward) {
    return seal(names.write(), "people.json", lock, steward);
  }

  private byte[] seal(byte[] plaintext, String name, LockKeys lock, Signer signer) {
    Metadata metadata =
        Metadata.of(name, lock.team().team())
            .withSizeAndTime(OptionalLong.of(plaintext.length), Optional.empty());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      new Sealer(workers)
          .seal(
              new SealRequest(List.of(lock), metadata, Optional.of(signer)),
              new ByteArrayInputStream(plaintext),
              out);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    } catch (SealException e) {
      throw new IllegalStateException("a list in memory changed while it was sealed", e);
    }
    return out.toByteArray();
  }

  /** The name key in a file of the directory; the caller closes it. */
  SecretBytes openNameKey(byte[] sealed, OpeningKeys keys)
      throws CustodyException, FormatException {
    byte[] plaintext = open(sealed, keys, LISTED_NAME_KEY);
    if (plaintext.length != NAME_KEY_BYTES) {
      throw new CustodyException.SealedListMalformed();
    }
    return SecretBytes.wrap(plaintext);
  }

  /** The names in a file of the directory. */
  Names openNames(byte[] sealed, OpeningKeys keys) throws CustodyException, FormatException {
    try {
      return Names.read(open(sealed, keys, OpenOptions.ACCEPT_SIGNER));
    } catch (IOException e) {
      throw new CustodyException.SealedListMalformed();
    }
  }

  private byte[] open(byte[] sealed, OpeningKeys keys, OpenOptions options) throws FormatException {
    WipedBuffer out = new WipedBuffer();
    try {
      new Opener(workers).open(new ByteArrayInputStream(sealed), keys, options, out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory failed", e);
    } finally {
      out.wipe();
    }
  }

  private static final class WipedBuffer extends ByteArrayOutputStream {
    WipedBuffer() {
      super(4096);
    }

    void wipe() {
      Arrays.fill(buf, (byte) 0);
    }
  }
}
