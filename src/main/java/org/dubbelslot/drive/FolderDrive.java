package org.dubbelslot.drive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A folder on a disk, a share or below a sync client as a drive.
 *
 * <p>Files appear whole or not at all: they are written beside their place, flushed and renamed.
 * Nothing outside the folder can be reached: symbolic links count as absent. {@link #changes}
 * always gives the full list, because a disk does not say what changed while nobody looked.
 */
public final class FolderDrive implements Drive {
  private static final String EVERYTHING = "everything";

  private final FolderPaths paths;

  /**
   * A drive of what {@code folder} holds.
   *
   * @throws DriveException.NotFound when there is no such folder
   * @throws DriveException.NotAFolder when it is a file
   */
  public FolderDrive(Path folder) throws DriveException {
    try {
      Path real = folder.toRealPath();
      if (!Files.isDirectory(real)) {
        throw new NotDirectoryException("");
      }
      this.paths = new FolderPaths(real);
    } catch (IOException e) {
      throw FolderFailures.of(e);
    }
  }

  @Override
  public DriveItem root() throws DriveException {
    return stat(FolderPaths.ROOT_ID);
  }

  @Override
  public DriveItem stat(String id) throws DriveException {
    return paths.find(id).item();
  }

  @Override
  public DriveItem statPath(String path) throws DriveException {
    FolderPaths.Found found = paths.folder(FolderPaths.ROOT_ID);
    for (String name : DriveNames.split(path)) {
      found = paths.child(found, name);
    }
    return found.item();
  }

  @Override
  public DriveItems list(String folderId) throws DriveException {
    FolderPaths.Found folder = paths.folder(folderId);
    Iterator<String> names = names(folder).iterator();
    return () -> {
      while (names.hasNext()) {
        Optional<FolderPaths.Found> found = present(folder, names.next());
        if (found.isPresent()) {
          return found.map(FolderPaths.Found::item);
        }
      }
      return Optional.empty();
    };
  }

  @Override
  public InputStream read(String id, ByteRange range) throws DriveException {
    FolderPaths.Found file = paths.file(id);
    try {
      SeekableByteChannel channel =
          Files.newByteChannel(
              file.path(), Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
      try {
        channel.position(range.first());
      } catch (IOException e) {
        channel.close();
        throw e;
      }
      return new BoundedStream(Channels.newInputStream(channel), range.length());
    } catch (IOException e) {
      throw FolderFailures.of(e);
    }
  }

  /**
   * Where a file lies on this computer, for who changes it where it is.
   *
   * @throws DriveException.NotFound when it is gone
   * @throws DriveException.NotAFile when it is a folder
   */
  public Path path(String id) throws DriveException {
    return paths.file(id).path();
  }

  @Override
  public Upload upload(UploadRequest request) throws DriveException {
    return FolderUpload.begin(paths, request);
  }

  @Override
  public Upload resume(UploadHandle handle) throws DriveException {
    return FolderUpload.resume(paths, handle);
  }

  @Override
  public DriveItem createFolder(String parentId, String name) throws DriveException {
    FolderPaths.Found parent = paths.folder(parentId);
    try {
      Files.createDirectory(paths.place(parent, name));
      FolderUpload.flush(parent.path());
      return paths.child(parent, name).item();
    } catch (IOException e) {
      throw FolderFailures.whileWriting(e, parent.path());
    }
  }

  @Override
  public DriveItem move(String id, String newParentId, String newName, Optional<String> eTag)
      throws DriveException {
    FolderPaths.Found item = movable(id, eTag);
    FolderPaths.Found parent = paths.folder(newParentId);
    Path target = paths.place(parent, newName);
    if (item.folder() && target.startsWith(item.path()) && !target.equals(item.path())) {
      throw new DriveException.Denied(null);
    }
    try {
      // A name that differs only in case is, on some systems, the item itself.
      boolean itself =
          Files.exists(target, LinkOption.NOFOLLOW_LINKS) && Files.isSameFile(item.path(), target);
      if (!itself && !item.folder()) {
        if (!FolderUpload.claim(item.path(), target)) {
          throw new DriveException.NameTaken();
        }
      } else if (!itself && Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
        throw new DriveException.NameTaken();
      } else {
        Files.move(item.path(), target, StandardCopyOption.ATOMIC_MOVE);
      }
      FolderUpload.flush(parent.path());
      return paths.child(parent, newName).item();
    } catch (IOException e) {
      throw FolderFailures.whileWriting(e, parent.path());
    }
  }

  @Override
  public void delete(String id, Optional<String> eTag) throws DriveException {
    FolderPaths.Found item = movable(id, eTag);
    try {
      delete(item.path());
    } catch (DirectoryIteratorException e) {
      throw FolderFailures.of(e.getCause());
    } catch (IOException e) {
      throw FolderFailures.of(e);
    }
  }

  @Override
  public Changes changes(Optional<String> token) throws DriveException {
    List<DriveItem> found = new ArrayList<>();
    collect(paths.folder(FolderPaths.ROOT_ID), found);
    return new Changes(found, List.of(), EVERYTHING, false, true);
  }

  @Override
  public void close() {}

  private FolderPaths.Found movable(String id, Optional<String> eTag) throws DriveException {
    FolderPaths.Found item = paths.find(id);
    if (item.path().equals(paths.root())) {
      throw new DriveException.Denied(null);
    }
    if (eTag.isPresent() && !eTag.get().equals(item.tag())) {
      throw new DriveException.Changed();
    }
    return item;
  }

  private void collect(FolderPaths.Found folder, List<DriveItem> found) throws DriveException {
    found.add(folder.item());
    for (String name : names(folder)) {
      Optional<FolderPaths.Found> inside = present(folder, name);
      if (inside.isPresent() && inside.get().folder()) {
        collect(inside.get(), found);
      } else {
        inside.map(FolderPaths.Found::item).ifPresent(found::add);
      }
    }
  }

  private Optional<FolderPaths.Found> present(FolderPaths.Found folder, String name)
      throws DriveException {
    try {
      return Optional.of(paths.child(folder, name));
    } catch (DriveException.NotFound e) {
      return Optional.empty();
    }
  }

  private static List<String> names(FolderPaths.Found folder) throws DriveException {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder.path())) {
      for (Path entry : entries) {
        names.add(entry.getFileName().toString());
      }
    } catch (DirectoryIteratorException e) {
      throw FolderFailures.of(e.getCause());
    } catch (IOException e) {
      throw FolderFailures.of(e);
    }
    return names;
  }

  private static void delete(Path path) throws IOException {
    if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      List<Path> inside = new ArrayList<>();
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
        entries.forEach(inside::add);
      }
      for (Path entry : inside) {
        delete(entry);
      }
    }
    Files.delete(path);
  }
}
