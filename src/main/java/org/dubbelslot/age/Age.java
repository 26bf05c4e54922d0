package org.dubbelslot.age;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.dubbelslot.crypto.SecretBytes;

/**
 * Encrypts and decrypts age v1 files (c2sp.org/age).
 *
 * <pre>{@code
 * byte[] file = Age.encrypt(List.of(recipient), plaintext);
 * try (SecretBytes plaintext = Age.decrypt(List.of(identity), file)) { … }
 * }</pre>
 */
public final class Age {
  /** Length of a file key in bytes. */
  public static final int FILE_KEY_BYTES = 16;

  private Age() {}

  /**
   * Encrypts {@code plaintext} so that each of {@code recipients} can decrypt it.
   *
   * @return a binary age file
   * @throws IllegalArgumentException without recipients, or with a passphrase beside another
   *     recipient
   */
  public static byte[] encrypt(List<? extends AgeRecipient> recipients, byte[] plaintext) {
    ByteArrayOutputStream file = new ByteArrayOutputStream(plaintext.length + 4096);
    try {
      encrypt(recipients, new ByteArrayInputStream(plaintext), file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file.toByteArray();
  }

  /**
   * Encrypts all of {@code plaintext}; neither stream is closed.
   *
   * @throws IOException from the streams
   * @throws IllegalArgumentException without recipients, or with a passphrase beside another
   *     recipient
   */
  public static void encrypt(
      List<? extends AgeRecipient> recipients, InputStream plaintext, OutputStream file)
      throws IOException {
    try (SecretBytes fileKey = SecretBytes.random(FILE_KEY_BYTES)) {
      List<Stanza> stanzas = new ArrayList<>();
      for (AgeRecipient recipient : recipients) {
        stanzas.addAll(recipient.wrap(fileKey));
      }
      if (stanzas.isEmpty() || isMixed(stanzas)) {
        throw new IllegalArgumentException("one passphrase, or one or more other recipients");
      }
      file.write(Header.of(stanzas, fileKey).bytes());
      Payload.encrypt(fileKey, plaintext, file);
    }
  }

  /**
   * Decrypts {@code file}, binary or in ASCII armor, whole or not at all.
   *
   * @param identities tried in order
   * @return the plaintext, which the caller closes
   * @throws AgeException when no identity opens the file, or the file is not sound
   */
  public static SecretBytes decrypt(List<? extends AgeIdentity> identities, byte[] file)
      throws AgeException {
    // The plaintext is shorter than the file.
    try (WipedBuffer plaintext = new WipedBuffer(file.length)) {
      decrypt(identities, new ByteArrayInputStream(file), plaintext);
      return plaintext.toSecret();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Decrypts {@code file}, binary or in ASCII armor; neither stream is closed.
   *
   * <p>Each chunk of 64 KiB is written once it is authenticated. When this throws, the caller must
   * discard what was written: it may be only the beginning.
   *
   * @param identities tried in order
   * @throws IOException from the streams
   * @throws AgeException when no identity opens the file, or the file is not sound
   */
  public static void decrypt(
      List<? extends AgeIdentity> identities, InputStream file, OutputStream plaintext)
      throws IOException, AgeException {
    AgeReader reader = new AgeReader(file::read);
    decryptBinary(
        identities, Armor.stands(reader) ? new AgeReader(new Armor(reader)) : reader, plaintext);
  }

  static void decryptBinary(
      List<? extends AgeIdentity> identities, AgeReader file, OutputStream plaintext)
      throws IOException, AgeException {
    Header header = Header.read(file);
    if (isMixed(header.stanzas())) {
      throw new AgeException.HeaderMalformed("a passphrase stands beside other recipients");
    }
    try (SecretBytes fileKey = fileKey(identities, header.stanzas())) {
      header.verify(fileKey);
      Payload.decrypt(fileKey, file, plaintext);
    }
  }

  private static SecretBytes fileKey(List<? extends AgeIdentity> identities, List<Stanza> stanzas)
      throws AgeException {
    for (AgeIdentity identity : identities) {
      Optional<SecretBytes> fileKey = identity.unwrap(stanzas);
      if (fileKey.isPresent()) {
        return fileKey.get();
      }
    }
    boolean passphraseAsked = isPassphrase(stanzas.getFirst());
    throw passphraseAsked && identities.stream().anyMatch(ScryptIdentity.class::isInstance)
        ? new AgeException.WrongPassphrase()
        : new AgeException.NoMatchingIdentity(passphraseAsked);
  }

  private static boolean isMixed(List<Stanza> stanzas) {
    return stanzas.size() > 1 && stanzas.stream().anyMatch(Age::isPassphrase);
  }

  private static boolean isPassphrase(Stanza stanza) {
    return stanza.type().equals(Scrypt.TYPE);
  }

  /** Collects a plaintext of bounded length in one array, which closing wipes. */
  private static final class WipedBuffer extends OutputStream {
    private final byte[] bytes;
    private int length;

    WipedBuffer(int capacity) {
      this.bytes = new byte[capacity];
    }

    @Override
    public void write(int b) {
      bytes[length++] = (byte) b;
    }

    @Override
    public void write(byte[] from, int offset, int count) {
      System.arraycopy(from, offset, bytes, length, count);
      length += count;
    }

    SecretBytes toSecret() {
      return SecretBytes.wrap(Arrays.copyOf(bytes, length));
    }

    @Override
    public void close() {
      Arrays.fill(bytes, (byte) 0);
    }
  }
}
