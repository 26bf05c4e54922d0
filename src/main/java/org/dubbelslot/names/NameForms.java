package org.dubbelslot.names;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/** The five kinds of names on the drive, computed from true name, token and key. */
final class NameForms {
  /** Bytes of a short form, of a folder's with its token. */
  static final int SHORT_BYTES = 15;

  private NameForms() {}

  static String fullFile(NameKey key, FolderToken folder, String name) {
    byte[] siv = key.encrypt(join("file", folder.bytes()), NamePlaintext.pad(name));
    return DriveAlphabet.encode(siv) + DriveNames.EXTENSION;
  }

  static String shortFile(NameKey key, FolderToken folder, String name) {
    byte[] message = join("file", folder.bytes(), name.getBytes(UTF_8));
    return DriveAlphabet.encode(key.shortTag(message, SHORT_BYTES)) + DriveNames.EXTENSION;
  }

  static String fullFolder(NameKey key, FolderToken token, String name) {
    byte[] siv = key.encrypt(join("folder", token.bytes()), NamePlaintext.pad(name));
    return DriveAlphabet.encode(join("", token.bytes(), siv));
  }

  static String shortFolder(NameKey key, FolderToken token, String name) {
    byte[] message = join("folder", token.bytes(), name.getBytes(UTF_8));
    byte[] tag = key.shortTag(message, SHORT_BYTES - FolderToken.BYTES);
    return DriveAlphabet.encode(join("", token.bytes(), tag));
  }

  static String shortLabel(NameKey key, FolderToken token) {
    return DriveAlphabet.encode(key.shortTag(join("label", token.bytes()), SHORT_BYTES));
  }

  /** What the names of files in this folder are bound to. */
  static byte[] associatedWithFiles(FolderToken folder) {
    return join("file", folder.bytes());
  }

  /** What the name of the folder with this token is bound to. */
  static byte[] associatedWithFolder(FolderToken token) {
    return join("folder", token.bytes());
  }

  static byte[] join(String label, byte[]... parts) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    joined.writeBytes(label.getBytes(US_ASCII));
    for (byte[] part : parts) {
      joined.writeBytes(part);
    }
    return joined.toByteArray();
  }
}
