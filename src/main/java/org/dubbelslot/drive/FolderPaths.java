package org.dubbelslot.drive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Finds the files of a {@link FolderDrive} and lets none be found outside its root.
 *
 * <p>An item's id is its path below the root, with {@code /} before every name; the root's own is
 * {@code /}. Symbolic links, devices and pipes count as absent, also on the way to an item.
 */
record FolderPaths(Path root) {
  static final String ROOT_ID = "/";
  private static final String UNFINISHED_PREFIX = "~dubbelslot-";
  private static final String UNFINISHED_SUFFIX = ".tmp";

  /** A file or folder that was found, as it was then. */
  record Found(String id, Path path, BasicFileAttributes attributes) {
    boolean folder() {
      return attributes.isDirectory();
    }

    /** Changes when the file is written or replaced. */
    String tag() {
      return attributes.lastModifiedTime().toInstant()
          + "/"
          + attributes.size()
          + "/"
          + attributes.fileKey();
    }

    DriveItem item() {
      Optional<String> parent =
          id.equals(ROOT_ID)
              ? Optional.empty()
              : Optional.of(id.substring(0, Math.max(1, id.lastIndexOf('/'))));
      return new DriveItem(
          id,
          id.substring(id.lastIndexOf('/') + 1),
          folder(),
          folder() ? 0 : attributes.size(),
          Optional.of(tag()),
          folder() ? Optional.empty() : Optional.of(tag()),
          attributes.lastModifiedTime().toInstant(),
          Optional.empty(),
          parent);
    }
  }

  /** The item of this id, or {@link DriveException.NotFound}. */
  Found find(String id) throws DriveException {
    Found found = look(ROOT_ID, root);
    for (String name : id.split("/", -1)) {
      if (name.isEmpty()) {
        continue;
      }
      found = child(found, name);
    }
    return found;
  }

  /** The folder of this id. */
  Found folder(String id) throws DriveException {
    Found found = find(id);
    if (!found.folder()) {
      throw new DriveException.NotAFolder();
    }
    return found;
  }

  /** The file of this id. */
  Found file(String id) throws DriveException {
    Found found = find(id);
    if (found.folder()) {
      throw new DriveException.NotAFile();
    }
    return found;
  }

  /** The item of this name in {@code folder}, or {@link DriveException.NotFound}. */
  Found child(Found folder, String name) throws DriveException {
    if (!folder.folder()) {
      throw new DriveException.NotFound();
    }
    return look(
        folder.id().equals(ROOT_ID) ? ROOT_ID + name : folder.id() + "/" + name,
        folder.path().resolve(single(name)));
  }

  /** Where a new item of this name goes; the name must be one that every system can hold. */
  Path place(Found folder, String name) throws DriveException {
    DriveNames.check(name);
    if (isUnfinished(name)) {
      throw new DriveException.NameRefused();
    }
    return folder.path().resolve(single(name));
  }

  /** A name for a file that is not finished and never listed. */
  static String unfinished() {
    return UNFINISHED_PREFIX
        + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong())
        + UNFINISHED_SUFFIX;
  }

  static boolean isUnfinished(String name) {
    return name.startsWith(UNFINISHED_PREFIX) && name.endsWith(UNFINISHED_SUFFIX);
  }

  private static Path single(String name) throws DriveException {
    try {
      Path path = Path.of(name);
      if (path.getRoot() == null
          && path.getNameCount() == 1
          && path.toString().equals(name)
          && !name.isEmpty()
          && !name.equals(".")
          && !name.equals("..")) {
        return path;
      }
    } catch (InvalidPathException e) {
      throw new DriveException.NameRefused();
    }
    throw new DriveException.NameRefused();
  }

  private static Found look(String id, Path path) throws DriveException {
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (attributes.isDirectory()
          || attributes.isRegularFile() && !isUnfinished(path.getFileName().toString())) {
        return new Found(id, path, attributes);
      }
    } catch (IOException e) {
      throw FolderFailures.of(e);
    }
    throw new DriveException.NotFound();
  }
}
