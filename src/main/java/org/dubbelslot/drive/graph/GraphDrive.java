package org.dubbelslot.drive.graph;

import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.dubbelslot.drive.ByteRange;
import org.dubbelslot.drive.Changes;
import org.dubbelslot.drive.Drive;
import org.dubbelslot.drive.DriveException;
import org.dubbelslot.drive.DriveItem;
import org.dubbelslot.drive.DriveItems;
import org.dubbelslot.drive.DriveNames;
import org.dubbelslot.drive.EarlierVersions;
import org.dubbelslot.drive.Provider;
import org.dubbelslot.drive.Upload;
import org.dubbelslot.drive.UploadHandle;
import org.dubbelslot.drive.UploadRequest;

/**
 * A OneDrive, a SharePoint library, a channel's files, or a folder in one of them. Made by {@link
 * GraphService#open}; it costs nothing and holds nothing of its own.
 */
public final class GraphDrive implements Drive, EarlierVersions {
  private final String driveId;
  private final String rootId;
  private final GraphMetadata metadata;
  private final ByteDoor door;
  private final Downloads downloads;
  private final FreshItems fresh;

  GraphDrive(
      String driveId,
      String rootId,
      GraphMetadata metadata,
      ByteDoor door,
      Downloads downloads,
      FreshItems fresh) {
    this.driveId = driveId;
    this.rootId = rootId;
    this.metadata = metadata;
    this.door = door;
    this.downloads = downloads;
    this.fresh = fresh;
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
    return known(id, () -> ours(metadata.item(driveId, id)));
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
      first = known(folderId, () -> metadata.children(driveId, folderId));
    } catch (DriveException.Protocol | DriveException.NotFound e) {
      throw kindOf(folderId, true, e);
    }
    if (first.items().isEmpty() && first.next().isEmpty() && !stat(folderId).folder()) {
      // Graph lists a file as if it were an empty folder.
      throw new DriveException.NotAFolder();
    }
    return new PagedItems(folderId, first, metadata::nextChildren);
  }

  @Override
  public Optional<EarlierVersions> earlierVersions() {
    return Optional.of(this);
  }

  @Override
  public List<Version> versions(String fileId) throws DriveException {
    return metadata.versions(driveId, fileId);
  }

  @Override
  public InputStream readVersion(String fileId, Version version) throws DriveException {
    if (version.current()) {
      // Graph refuses the content of the newest version under its version's address.
      return read(fileId, ByteRange.ALL);
    }
    String path = address(fileId) + "/versions/" + Urls.segment(version.id()) + "/content";
    return downloads.open(door, path, ByteRange.ALL);
  }

  private String address(String id) {
    return "/drives/" + Urls.segment(driveId) + "/items/" + Urls.segment(id);
  }

  @Override
  public InputStream read(String id, ByteRange range) throws DriveException {
    String path = address(id) + "/content";
    try {
      return known(id, () -> downloads.open(door, path, range));
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
    return new SessionStart(door, this, metadata, request).begin();
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
    if (kept.request().size() > WholeUpload.LARGEST) {
      throw new DriveException.SessionLost();
    }
    return new WholeUpload(door, this, kept.request(), true);
  }

  @Override
  public DriveItem createFolder(String parentId, String name) throws DriveException {
    DriveNames.check(name);
    return made(known(parentId, () -> ours(metadata.createFolder(driveId, parentId, name))));
  }

  @Override
  public DriveItem move(String id, String newParentId, String newName, Optional<String> eTag)
      throws DriveException {
    DriveNames.check(newName);
    String doubted = fresh.contains(id) ? id : newParentId;
    return known(doubted, () -> ours(metadata.move(driveId, id, newParentId, newName, eTag)));
  }

  @Override
  public void delete(String id, Optional<String> eTag) throws DriveException {
    known(id, () -> metadata.delete(driveId, id, eTag));
    fresh.deleted(id);
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
  public Optional<Provider> provider() {
    return Optional.of(metadata.provider(driveId));
  }

  @Override
  public void close() {}

  /** Graph's host, for failures of which nothing nearer is known. */
  String host() {
    return door.host();
  }

  /** The failure for a name that another upload holds. */
  DriveException held(UploadRequest request) throws DriveException {
    return new SessionStart(door, this, metadata, request).held();
  }

  /** The item of this name in the folder, if there is one. */
  Optional<DriveItem> child(String folderId, String name) throws DriveException {
    return metadata.child(driveId, folderId, name);
  }

  /** What is asked about one item. */
  @FunctionalInterface
  private interface Question<T> {
    T ask() throws DriveException;
  }

  /** Asks again, once, when an item that was made a moment ago is said not to exist. */
  private <T> T known(String id, Question<T> question) throws DriveException {
    try {
      return question.ask();
    } catch (DriveException.NotFound e) {
      if (!fresh.contains(id)) {
        throw e;
      }
      door.gate().doubt();
      return question.ask();
    }
  }

  /** Notes that an item was made by this program. */
  DriveItem made(DriveItem item) {
    fresh.made(item.id());
    return item;
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
