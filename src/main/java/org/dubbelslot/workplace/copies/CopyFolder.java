package org.dubbelslot.workplace.copies;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.dubbelslot.crypto.Base64Url;
import org.dubbelslot.crypto.LocalSeal;
import org.dubbelslot.files.AtomicFile;
import org.dubbelslot.files.LocalFileException;
import org.dubbelslot.files.OwnFolders;
import org.dubbelslot.files.SourceFile;
import org.dubbelslot.files.Trees;
import org.dubbelslot.json.StrictJson;
import org.dubbelslot.transfer.Document;

/**
 * The folder of one copy. What lies in it, in the order in which it comes to be:
 *
 * <ul>
 *   <li>{@code note}: which document it is, sealed under the device's key;
 *   <li>{@code files}: where the copy lies, and whatever the other program puts beside it;
 *   <li>{@code clean}: the hash of the content that is safe in the place. Without it, no other
 *       program has been given the copy yet;
 *   <li>{@code kept-*}: {@link KeptContent}.
 * </ul>
 */
final class CopyFolder {
  private static final int RANDOM_BYTES = 8;
  private static final Pattern NAME = Pattern.compile("[0-9a-f]{" + 2 * RANDOM_BYTES + "}");
  private static final int BUFFER = 1 << 16;
  private static final int LARGEST_NOTE = 1 << 20;
  private static final String KEPT = "kept-";
  private static final String MAIN = KEPT + "main";

  private final Path folder;

  CopyFolder(Path folder) {
    this.folder = folder;
  }

  /** A new one, for its owner alone. */
  static CopyFolder create(Path all) throws LocalFileException {
    byte[] random = new byte[RANDOM_BYTES];
    new SecureRandom().nextBytes(random);
    CopyFolder made = new CopyFolder(all.resolve(HexFormat.of().formatHex(random)));
    OwnFolders.create(made.files());
    return made;
  }

  /** Whether a folder is one by its name; others are nobody's here to remove. */
  static boolean isOne(Path folder) {
    return NAME.matcher(folder.getFileName().toString()).matches() && Files.isDirectory(folder);
  }

  /** Names it among the copies. */
  String id() {
    return folder.getFileName().toString();
  }

  /** Where other programs look. */
  Path files() {
    return folder.resolve("files");
  }

  private Path clean() {
    return folder.resolve("clean");
  }

  /**
   * What a copy is of.
   *
   * @param place its name
   * @param file the name of the copy itself
   * @param editing whether it may be written
   */
  record Note(String place, Document document, String file, boolean editing) {}

  void write(Note note, LocalSeal seal) throws LocalFileException {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("place", note.place()).put("file", note.file()).put("editing", note.editing());
    json.put("document", Base64Url.encode(note.document().write()));
    write(folder.resolve("note"), seal.seal(StrictJson.write(json), context()));
  }

  private static void write(Path file, byte[] bytes) throws LocalFileException {
    try (AtomicFile target = AtomicFile.create(file, true)) {
      target.output().write(bytes);
      target.commit();
    } catch (IOException e) {
      throw LocalFileException.whileWriting(file, e);
    }
  }

  private String context() {
    return "working copy " + id();
  }

  /** The note; empty where it was sealed by another device, or is damaged. */
  Optional<Note> note(LocalSeal seal) {
    Path file = folder.resolve("note");
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > LARGEST_NOTE) {
        return Optional.empty();
      }
      ObjectNode json = StrictJson.parse(seal.open(Files.readAllBytes(file), context()));
      return Optional.of(
          new Note(
              json.path("place").asText(),
              Document.read(Base64Url.decode(json.path("document").asText())),
              json.path("file").asText(),
              json.path("editing").asBoolean()));
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** From now on this content is known to be safe. */
  void writeClean(byte[] sha256) throws LocalFileException {
    write(clean(), sha256);
  }

  Optional<byte[]> readClean() throws LocalFileException {
    try {
      return Optional.of(Files.readAllBytes(clean()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw LocalFileException.whileReading(clean(), e);
    }
  }

  /** The hash of a file as it is now. */
  static byte[] hash(SourceFile file) throws IOException {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java lacks SHA-256", e);
    }
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = file.open()) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        digest.update(buffer, 0, count);
      }
    } finally {
      Arrays.fill(buffer, (byte) 0);
    }
    return digest.digest();
  }

  /** Makes a copy one that other programs cannot write by mistake. */
  static void protect(Path copy) throws LocalFileException {
    try {
      if (copy.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("r--------"));
      } else {
        Files.setAttribute(copy, "dos:readonly", true);
      }
    } catch (IOException e) {
      throw LocalFileException.whileWriting(copy, e);
    }
  }

  /** What the other program put beside the copy for good: what somebody saved by another name. */
  List<Path> strays(String copy) throws LocalFileException {
    List<Path> strays = new ArrayList<>();
    for (Path file : inFiles()) {
      String name = file.getFileName().toString();
      if (!name.equals(copy) && Files.isRegularFile(file) && !Scratch.is(name)) {
        strays.add(file);
      }
    }
    return strays;
  }

  /** Whether a program says by a file of its own that it has the copy open. */
  boolean isClaimed(String copy) throws LocalFileException {
    return inFiles().stream().anyMatch(file -> Scratch.claims(file.getFileName().toString(), copy));
  }

  private List<Path> inFiles() throws LocalFileException {
    List<Path> found = new ArrayList<>();
    if (!Files.isDirectory(files())) {
      return found;
    }
    try (DirectoryStream<Path> each = Files.newDirectoryStream(files())) {
      each.forEach(found::add);
      return found;
    } catch (IOException | java.nio.file.DirectoryIteratorException e) {
      throw new LocalFileException.ReadFailed(files(), e);
    }
  }

  /** Where the copy's own changes are kept. */
  KeptContent keptMain(LocalSeal seal) {
    return new KeptContent(folder.resolve(MAIN), seal, id());
  }

  /** Where something beside the copy is kept. */
  KeptContent keptBeside(LocalSeal seal, Path stray) {
    byte[] name = stray.getFileName().toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    return new KeptContent(
        folder.resolve(KEPT + Integer.toHexString(Arrays.hashCode(name))), seal, id());
  }

  /** All that is kept. */
  List<KeptContent> kept(LocalSeal seal) throws LocalFileException {
    List<KeptContent> kept = new ArrayList<>();
    try (DirectoryStream<Path> each = Files.newDirectoryStream(folder, KEPT + "*")) {
      each.forEach(file -> kept.add(new KeptContent(file, seal, id())));
      return kept;
    } catch (IOException | java.nio.file.DirectoryIteratorException e) {
      throw new LocalFileException.ReadFailed(folder, e);
    }
  }

  static boolean isMain(KeptContent kept) {
    return kept.file().getFileName().toString().equals(MAIN);
  }

  boolean keepsAnything() throws LocalFileException {
    try (DirectoryStream<Path> each = Files.newDirectoryStream(folder, KEPT + "*")) {
      return each.iterator().hasNext();
    } catch (IOException e) {
      throw new LocalFileException.ReadFailed(folder, e);
    }
  }

  /** Whether anything readable lies here. */
  boolean isReadable() {
    return Files.exists(files());
  }

  /** Removes what is readable. */
  void removeFiles() throws LocalFileException {
    try {
      if (Files.exists(files())) {
        allowRemoval();
        Trees.delete(files());
      }
    } catch (IOException e) {
      throw LocalFileException.whileWriting(files(), e);
    }
  }

  /** Windows deletes nothing that may not be written. */
  private void allowRemoval() throws IOException {
    if (!files().getFileSystem().supportedFileAttributeViews().contains("posix")) {
      for (Path file : inFiles()) {
        if (Files.readAttributes(file, BasicFileAttributes.class).isRegularFile()) {
          Files.setAttribute(file, "dos:readonly", false);
        }
      }
    }
  }

  /** Removes all of it, what is readable first. */
  void remove() throws LocalFileException {
    removeFiles();
    try {
      if (Files.exists(folder)) {
        Trees.delete(folder);
      }
    } catch (IOException e) {
      throw LocalFileException.whileWriting(folder, e);
    }
  }

  /**
   * Whether nothing would be lost with it, as far as can be told without any key: no other program
   * was given the copy, or it is as it was given and nothing was put beside it.
   */
  boolean isWorthless() throws IOException {
    if (keepsAnything()) {
      return false;
    }
    Optional<byte[]> clean = readClean();
    if (clean.isEmpty() || !isReadable()) {
      return true;
    }
    for (Path file : inFiles()) {
      boolean scratch = Scratch.is(file.getFileName().toString());
      if (!scratch && !(Files.isRegularFile(file) && isClean(file, clean.get()))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isClean(Path file, byte[] clean) throws IOException {
    return MessageDigest.isEqual(hash(SourceFile.of(file)), clean);
  }
}
