package org.dubbelslot.drive;

import java.io.InputStream;
import java.util.Optional;

/**
 * A tree of folders and files kept by somebody else, who may change it at any time.
 *
 * <p>Items are known by their id, which {@link #statPath} and {@link #list} find; a path may mean
 * another item a moment later. Methods wait for the answer, on virtual threads if there are many;
 * they are safe for several threads. Throttling and passing failures of the network are met inside,
 * with patience; a {@link DriveException} is what remains.
 */
public interface Drive extends AutoCloseable {
  /** The folder that holds everything. */
  DriveItem root() throws DriveException;

  /**
   * The item as it is now.
   *
   * @throws DriveException.NotFound when it is gone
   */
  DriveItem stat(String id) throws DriveException;

  /**
   * The item at a path below the root, or the root itself.
   *
   * @param path names separated by {@code /}; a slash at either end is ignored
   * @throws DriveException.NotFound when nothing is there
   * @throws DriveException.NameRefused when a name in it is empty, {@code .} or {@code ..}
   */
  DriveItem statPath(String path) throws DriveException;

  /**
   * What the folder holds directly, in no particular order, fetched while it is read. While others
   * write, items may be missing; {@link #changes} misses none.
   *
   * @throws DriveException.NotFound when the folder is gone
   * @throws DriveException.NotAFolder when it is a file
   */
  DriveItems list(String folderId) throws DriveException;

  /**
   * A file's bytes. The stream itself throws {@link DriveException} as well; among them {@link
   * DriveException.Changed} when the file was replaced while it was read.
   *
   * @param range what is wanted; bytes beyond the end are left out
   * @return a stream that the caller closes
   * @throws DriveException.NotFound when the file is gone
   */
  InputStream read(String id, ByteRange range) throws DriveException;

  /**
   * Begins to upload one file; nothing is visible until {@link Upload#send} has ended well.
   *
   * @throws DriveException.NameTaken when the name is in use and the request says {@link
   *     OnConflict#FAIL}, unless only the end of the upload can tell
   * @throws DriveException.QuotaFull when the drive has no room for it
   * @throws DriveException.UploadPending when an earlier upload still holds the name
   */
  Upload upload(UploadRequest request) throws DriveException;

  /**
   * Takes up an upload again that an earlier run of the program began.
   *
   * @throws DriveException.SessionLost when the handle is not of this drive
   */
  Upload resume(UploadHandle handle) throws DriveException;

  /**
   * Makes a folder.
   *
   * @throws DriveException.NameTaken when the name is in use, by a folder or a file
   */
  DriveItem createFolder(String parentId, String name) throws DriveException;

  /**
   * Gives an item another folder, another name or both; never replaces another item.
   *
   * @param eTag the item's {@link DriveItem#eTag()}, when it must not have changed since
   * @throws DriveException.NameTaken when the name is in use there
   * @throws DriveException.Changed when the eTag no longer fits
   */
  DriveItem move(String id, String newParentId, String newName, Optional<String> eTag)
      throws DriveException;

  /**
   * Deletes a file, or a folder with all it holds. OneDrive keeps both in its recycle bin; a folder
   * on a disk does not.
   *
   * @param eTag the item's {@link DriveItem#eTag()}, when it must not have changed since
   * @throws DriveException.NotFound when it is gone already
   * @throws DriveException.Changed when the eTag no longer fits
   */
  void delete(String id, Optional<String> eTag) throws DriveException;

  /**
   * What changed anywhere below the root. A root that is a folder inside a larger library may tell
   * of items beside it as well.
   *
   * @param token {@link Changes#token()} of the last call, or empty to begin with everything
   */
  Changes changes(Optional<String> token) throws DriveException;

  /**
   * A hint that every folder is about to be listed, which may be cheaper asked for as a whole.
   *
   * @throws DriveException when the drive cannot tell
   */
  default void prepareToListAll() throws DriveException {}

  /** Earlier contents of its files, where the drive keeps them. */
  default Optional<EarlierVersions> earlierVersions() {
    return Optional.empty();
  }

  /** What its provider tells beyond this, where somebody else keeps it and says who did what. */
  default Optional<Provider> provider() {
    return Optional.empty();
  }

  /** Releases what the drive holds; uploads under way can be resumed by their handles. */
  @Override
  void close();
}
