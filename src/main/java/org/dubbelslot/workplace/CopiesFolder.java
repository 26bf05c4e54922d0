package org.dubbelslot.workplace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.dubbelslot.files.SyncedFolders;
import org.dubbelslot.transfer.CopyException;
import org.dubbelslot.transfer.CopyException.UnfitFolder.Why;

/** Tells where opened copies of files may lie: readable bytes, which nobody else should get. */
public final class CopiesFolder {
  /** File systems that other computers see, as the operating systems call them. */
  private static final Set<String> REMOTE =
      Set.of(
          "nfs",
          "nfs4",
          "cifs",
          "smb",
          "smb2",
          "smb3",
          "smbfs",
          "afpfs",
          "webdav",
          "davfs",
          "fuse.sshfs",
          "fuse.davfs",
          "fuse.rclone",
          "fuse.gvfsd-fuse",
          "9p",
          "afs",
          "ceph",
          "glusterfs",
          "fuse.glusterfs");

  private CopiesFolder() {}

  /**
   * Refuses a folder that may not hold them; reads the disk.
   *
   * @param synced the folders that sync clients of this computer send on
   * @throws CopyException.UnfitFolder when it is one
   */
  public static void require(Path folder, SyncedFolders synced) throws CopyException.UnfitFolder {
    Optional<Why> wrong = wrong(folder, synced);
    if (wrong.isPresent()) {
      throw new CopyException.UnfitFolder(wrong.get());
    }
  }

  private static Optional<Why> wrong(Path folder, SyncedFolders synced) {
    if (!folder.isAbsolute() || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
      return Optional.of(Why.UNUSABLE);
    }
    if (synced.covering(folder).isPresent()) {
      return Optional.of(Why.SYNCHRONISED);
    }
    try {
      if (folder.toString().startsWith("\\\\") || isRemote(Files.getFileStore(folder).type())) {
        return Optional.of(Why.NOT_LOCAL);
      }
      return new IndexedFolders(synced.userHome()).cover(folder)
          ? Optional.of(Why.INDEXED)
          : Optional.empty();
    } catch (IOException e) {
      return Optional.of(Why.UNUSABLE);
    }
  }

  /** Whether a file system of that type lies on another computer. */
  static boolean isRemote(String type) {
    return REMOTE.contains(type.toLowerCase(Locale.ROOT));
  }
}
