package org.dubbelslot.workplace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import org.dubbelslot.files.SyncedFolders;

/** Judges where opened copies of files may lie: readable bytes, which nobody else should get. */
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

  /** What there is to say of a folder. */
  public enum Verdict {
    /** It will do. */
    GOOD,
    /** A sync client sends on what lies in it. */
    SYNCHRONISED,
    /** It lies on another computer. */
    NOT_LOCAL,
    /** It is no folder, or may not be written to. */
    UNUSABLE
  }

  /**
   * Judges {@code folder}; reads the disk.
   *
   * @param synced the folders that sync clients of this computer send on
   */
  public static Verdict judge(Path folder, SyncedFolders synced) {
    if (!folder.isAbsolute() || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
      return Verdict.UNUSABLE;
    }
    if (synced.covering(folder).isPresent()) {
      return Verdict.SYNCHRONISED;
    }
    if (folder.toString().startsWith("\\\\")) {
      return Verdict.NOT_LOCAL;
    }
    try {
      return isRemote(Files.getFileStore(folder).type()) ? Verdict.NOT_LOCAL : Verdict.GOOD;
    } catch (IOException e) {
      return Verdict.UNUSABLE;
    }
  }

  /** Whether a file system of that type lies on another computer. */
  static boolean isRemote(String type) {
    return REMOTE.contains(type.toLowerCase(Locale.ROOT));
  }
}
