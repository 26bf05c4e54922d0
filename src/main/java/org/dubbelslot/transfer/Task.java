package org.dubbelslot.transfer;

import java.nio.file.Path;
import java.time.Instant;
import org.dubbelslot.drive.DriveItem;
import org.dubbelslot.files.SourceFile;
import org.dubbelslot.names.FolderToken;

/** One file to be carried, told so that another run of the program can do it. */
public sealed interface Task {
  /** The name of the place. */
  String place();

  /** The file as the person calls it: a path of this computer, or of the place. */
  String shown();

  /** How many bytes the file has, as far as is known. */
  long size();

  /** The file's own name. */
  String name();

  /** What makes another task the same errand, even if the file has changed since. */
  Object errand();

  /** Whether what was begun for the other task serves this one too. */
  boolean isSame(Task other);

  /**
   * A file of this computer goes into a place.
   *
   * @param shown the source as the person named it
   * @param source absolute
   * @param modified the source's time when it was looked at
   */
  record Put(
      String place,
      Target target,
      String shown,
      Path source,
      long size,
      Instant modified,
      Putter.Options options)
      implements Task {
    /** Of a file as it lies there now. */
    static Put of(String place, Entry.Folder target, SourceFile file, Putter.Options options) {
      return new Put(
          place,
          Target.of(target),
          file.path().toString(),
          file.path().toAbsolutePath(),
          file.size(),
          file.modified(),
          options);
    }

    @Override
    public String name() {
      return source.getFileName().toString();
    }

    @Override
    public Object errand() {
      return new Errand(place, target.folderId(), source);
    }

    @Override
    public boolean isSame(Task other) {
      return other instanceof Put that
          && errand().equals(that.errand())
          && size == that.size
          && modified.equals(that.modified)
          && options.equals(that.options);
    }
  }

  /**
   * A folder of the drive.
   *
   * @param name its true name
   * @param token what the names in it are bound to
   * @param pathLength characters of its path on the drive
   */
  record Target(String folderId, String name, FolderToken token, int pathLength) {
    /** The folder of that entry. */
    public static Target of(Entry.Folder folder) {
      return new Target(folder.item().id(), folder.name(), folder.token(), folder.pathLength());
    }

    Entry.Folder on(DriveItem item) {
      return new Entry.Folder(item, name, token, pathLength);
    }
  }

  /**
   * A file of a place comes to this computer.
   *
   * @param shown its path in the place, as asked for
   * @param folder where it goes; absolute
   * @param into the same as the person named it
   */
  record Get(
      String place,
      Entry.SealedFile file,
      String shown,
      Path folder,
      String into,
      Getter.Options options)
      implements Task {
    @Override
    public long size() {
      return file.item().size();
    }

    @Override
    public String name() {
      return file.name();
    }

    @Override
    public Object errand() {
      return new Errand(place, file.item().id(), folder);
    }

    @Override
    public boolean isSame(Task other) {
      return other instanceof Get that
          && errand().equals(that.errand())
          && file.item().eTag().equals(that.file.item().eTag())
          && options.equals(that.options);
    }
  }

  /**
   * An upload within a larger work, such as a file that gets a new name: whoever does that again
   * begins anew, so what is left of it is only to be given up.
   */
  record Loose(String place) implements Task {
    @Override
    public String shown() {
      return place + ":/";
    }

    @Override
    public String name() {
      return shown();
    }

    @Override
    public long size() {
      return 0;
    }

    @Override
    public Object errand() {
      return this;
    }

    @Override
    public boolean isSame(Task other) {
      return false;
    }
  }

  /** What two tasks for the same errand have in common. */
  record Errand(String place, String id, Path path) {}
}
