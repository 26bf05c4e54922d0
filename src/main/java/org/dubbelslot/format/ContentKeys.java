package org.dubbelslot.format;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import org.dubbelslot.crypto.Hkdf;
import org.dubbelslot.crypto.SecretBytes;

/** What is derived from a content key: the keys of header, metadata, content and trailer. */
final class ContentKeys implements AutoCloseable {
  static final int BYTES = 32;
  private static final int GCM_TAG_BITS = 128;
  private static final int GCM_NONCE_BYTES = 12;

  private final byte[] identity;
  private final SecretBytes header;
  private final SecretBytes metadata;
  private final SecretBytes content;
  private final SecretBytes trailer;

  ContentKeys(SecretBytes contentKey, byte[] identity) {
    this.identity = identity.clone();
    this.header = derive(contentKey, "dubbelslot/1 header");
    this.metadata = derive(contentKey, "dubbelslot/1 metadata");
    this.content = derive(contentKey, "dubbelslot/1 content");
    this.trailer = derive(contentKey, "dubbelslot/1 trailer");
  }

  private SecretBytes derive(SecretBytes contentKey, String label) {
    return Hkdf.expand(contentKey.bytes(), Hkdf.info(label, identity), BYTES);
  }

  /** FLOE's key. */
  SecretBytes content() {
    return content;
  }

  /** HMAC-SHA-256 over the bytes before the tag. */
  byte[] headerTag(byte[] fixedPart, byte[] headerArea) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(header.key("HmacSHA256"));
      mac.update(fixedPart);
      return mac.doFinal(headerArea);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java lacks HMAC-SHA-256", e);
    }
  }

  /** Compares in constant time. */
  boolean headerTagHolds(byte[] fixedPart, byte[] headerArea, byte[] tag) {
    return MessageDigest.isEqual(headerTag(fixedPart, headerArea), tag);
  }

  byte[] sealMetadata(byte[] plaintext) {
    return seal(metadata, plaintext);
  }

  byte[] openMetadata(byte[] block) throws FormatException {
    try {
      return gcm(Cipher.DECRYPT_MODE, metadata, block);
    } catch (GeneralSecurityException e) {
      throw new FormatException.MetadataAltered();
    }
  }

  byte[] sealTrailer(byte[] plaintext) {
    return seal(trailer, plaintext);
  }

  byte[] openTrailer(byte[] block) throws FormatException {
    try {
      return gcm(Cipher.DECRYPT_MODE, trailer, block);
    } catch (GeneralSecurityException e) {
      throw new FormatException.TrailerAltered();
    }
  }

  private byte[] seal(SecretBytes key, byte[] plaintext) {
    try {
      return gcm(Cipher.ENCRYPT_MODE, key, plaintext);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java lacks AES-256-GCM", e);
    }
  }

  // The nonce is twelve zero bytes: each of these keys encrypts exactly one message.
  private byte[] gcm(int mode, SecretBytes key, byte[] input) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        mode, key.key("AES"), new GCMParameterSpec(GCM_TAG_BITS, new byte[GCM_NONCE_BYTES]));
    cipher.updateAAD(identity);
    return cipher.doFinal(input);
  }

  /** {@code json} with spaces up to {@code length} bytes. */
  static byte[] padded(byte[] json, int length) {
    byte[] block = Arrays.copyOf(json, length);
    Arrays.fill(block, json.length, length, (byte) ' ');
    return block;
  }

  @Override
  public void close() {
    header.close();
    metadata.close();
    content.close();
    trailer.close();
  }
}
