package org.dubbelslot.drive.graph;

import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.dubbelslot.drive.ByteRange;
import org.dubbelslot.drive.Changes;
import org.dubbelslot.drive.Drive;
import org.dubbelslot.drive.DriveException;
import org.dubbelslot.drive.DriveItem;
import org.dubbelslot.drive.DriveItems;
import org.dubbelslot.drive.DriveNames;
import org.dubbelslot.drive.OnConflict;
import org.dubbelslot.drive.Upload;
import org.dubbelslot.drive.UploadHandle;
import org.dubbelslot.drive.UploadRequest;

/**
 * A OneDrive, a SharePoint library, a channel's files, or a folder in one of them. Made by {@link
 * GraphService#open}; it costs nothing and holds nothing of its own.
 */
public final class GraphDrive implements Drive {
  private final String driveId;
  private final String rootId;
  private final GraphMetadata metadata;
  private final ByteDoor door;
  private final Downloads downloads;

  GraphDrive(
      String driveId, String rootId, GraphMetadata metadata, ByteDoor door, Downloads downloads) {
    this.driveId = driveId;
    this.rootId = rootId;
    this.metadata = metadata;
    this.door = door;
    this.downloads = downloads;
  }

  /** The drive's id, by which {@link DriveChoice.Folder} finds it again. */
  public String driveId() {
    return driveId;
  }

  /** The id of the folder that counts as root. */
  public String rootId() {
    return rootId;
  }

  @Override
  public DriveItem root() throws DriveException {
    return stat(rootId);
  }

  @Override
  public DriveItem stat(String id) throws DriveException {
    return ours(metadata.item(driveId, id));
  }

  @Override
  public DriveItem statPath(String path) throws DriveException {
    String names = String.join("/", DriveNames.split(path));
    return names.isEmpty() ? root() : ours(metadata.item(driveId, rootId + ":/" + names + ":"));
  }

  @Override
  public DriveItems list(String folderId) throws DriveException {
    GraphMetadata.Page first;
    try {
      first = metadata.children(driveId, folderId);
    } catch (DriveException.Protocol | DriveException.NotFound e) {
      throw kindOf(folderId, true, e);
    }
    if (first.items().isEmpty() && first.next().isEmpty() && !stat(folderId).folder()) {
      // Graph lists a file as if it were an empty folder.
      throw new DriveException.NotAFolder();
    }
    return new DriveItems() {
      private final Deque<DriveItem> ready = new ArrayDeque<>(first.items());
      private Optional<String> more = first.next();

      @Override
      public Optional<DriveItem> next() throws DriveException {
        while (ready.isEmpty() && more.isPresent()) {
          GraphMetadata.Page page = metadata.nextChildren(more.get());
          ready.addAll(page.items());
          more = page.next();
        }
        return Optional.ofNullable(ready.poll());
      }
    };
  }

  @Override
  public InputStream read(String id, ByteRange range) throws DriveException {
    String path = "/drives/" + Urls.segment(driveId) + "/items/" + Urls.segment(id) + "/content";
    try {
      return downloads.open(door, path, range);
    } catch (DriveException.Protocol | DriveException.NotFound | DriveException.Denied e) {
      throw kindOf(id, false, e);
    }
  }

  @Override
  public Upload upload(UploadRequest request) throws DriveException {
    DriveNames.check(request.name());
    if (request.size() <= door.whole()) {
      return new WholeUpload(door, this, request, false);
    }
    String url = createSession(request);
    return new SessionUpload(
        door, this, new SessionHandle(driveId, request, Optional.of(url)), false);
  }

  @Override
  public Upload resume(UploadHandle handle) throws DriveException {
    SessionHandle kept = SessionHandle.decode(handle);
    if (!kept.driveId().equals(driveId)) {
      throw new DriveException.SessionLost();
    }
    if (kept.uploadUrl().isPresent()) {
      return new SessionUpload(door, this, kept, true);
    }
    if (kept.request().size() > GraphSettings.LARGEST_WHOLE) {
      throw new DriveException.SessionLost();
    }
    return new WholeUpload(door, this, kept.request(), true);
  }

  @Override
  public DriveItem createFolder(String parentId, String name) throws DriveException {
    DriveNames.check(name);
    return ours(metadata.createFolder(driveId, parentId, name));
  }

  @Override
  public DriveItem move(String id, String newParentId, String newName, Optional<String> eTag)
      throws DriveException {
    DriveNames.check(newName);
    return ours(metadata.move(driveId, id, newParentId, newName, eTag));
  }

  @Override
  public void delete(String id, Optional<String> eTag) throws DriveException {
    metadata.delete(driveId, id, eTag);
  }

  @Override
  public Changes changes(Optional<String> token) throws DriveException {
    Changes page = metadata.changes(driveId, token);
    return new Changes(
        page.present().stream().map(this::ours).toList(),
        page.deleted(),
        page.token(),
        page.more(),
        page.anew());
  }

  @Override
  public void close() {}

  /** Graph's host, for failures of which nothing nearer is known. */
  String host() {
    return door.host();
  }

  /** The item of this name in the folder, if there is one. */
  Optional<DriveItem> child(String folderId, String name) throws DriveException {
    try {
      return Optional.of(metadata.item(driveId, folderId + ":/" + name + ":"));
    } catch (DriveException.NotFound e) {
      return Optional.empty();
    }
  }

  /**
   * Begins a session. Graph sometimes says that a file changed when it did not, so the file itself
   * is asked before a person is told.
   */
  private String createSession(UploadRequest request) throws DriveException {
    try {
      return metadata.createSession(driveId, request, request.eTag());
    } catch (DriveException.Changed e) {
      Optional<DriveItem> there = child(request.parentId(), request.name());
      if (request.onConflict() == OnConflict.REPLACE
          && there.isPresent()
          && there.get().eTag().equals(request.eTag())) {
        return metadata.createSession(driveId, request, Optional.empty());
      }
      throw e;
    }
  }

  /** A better word for a failure, when the item turns out to be of the other kind. */
  private DriveException kindOf(String id, boolean folderWanted, DriveException failure)
      throws DriveException {
    if (failure instanceof DriveException.NotFound && folderWanted) {
      return failure;
    }
    if (stat(id).folder() == folderWanted) {
      return failure;
    }
    return folderWanted ? new DriveException.NotAFolder() : new DriveException.NotAFile();
  }

  private DriveItem ours(DriveItem item) {
    return item.id().equals(rootId)
        ? new DriveItem(
            item.id(),
            item.name(),
            item.folder(),
            item.size(),
            item.eTag(),
            item.cTag(),
            item.modified(),
            item.quickXorHash(),
            Optional.empty())
        : item;
  }
}
