package org.dubbelslot.drive.graph;

import com.microsoft.graph.drives.item.items.item.DriveItemItemRequestBuilder;
import com.microsoft.graph.drives.item.items.item.children.ChildrenRequestBuilder;
import com.microsoft.graph.drives.item.items.item.createuploadsession.CreateUploadSessionPostRequestBody;
import com.microsoft.graph.models.DriveItemCollectionResponse;
import com.microsoft.graph.models.DriveItemUploadableProperties;
import com.microsoft.graph.models.DriveItemVersion;
import com.microsoft.graph.models.DriveItemVersionCollectionResponse;
import com.microsoft.graph.models.Folder;
import com.microsoft.graph.models.ItemReference;
import com.microsoft.graph.models.UploadSession;
import com.microsoft.graph.serviceclient.GraphServiceClient;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.dubbelslot.crypto.Base64Url;
import org.dubbelslot.drive.Changes;
import org.dubbelslot.drive.DriveException;
import org.dubbelslot.drive.DriveItem;
import org.dubbelslot.drive.EarlierVersions;
import org.dubbelslot.drive.UploadRequest;
import org.dubbelslot.egress.Egress;

/**
 * All that is asked of Graph through Microsoft's SDK. Loading this class loads the SDK.
 *
 * <p>{@link SdkClient} is the SDK without its own habits; {@link SdkCalls} repeats what may be
 * repeated.
 */
final class GraphMetadata {
  private static final String CONFLICT = "@microsoft.graph.conflictBehavior";

  /** More than a person looks through; libraries keep 500 unless told otherwise. */
  private static final int MOST_VERSIONS = 500;

  private final SdkClient graph;
  private final GraphServiceClient client;
  private final SdkCalls calls;
  private final GraphSettings settings;

  GraphMetadata(GraphSettings settings, AccessTokens tokens, Egress egress, SdkCalls calls) {
    this.settings = settings;
    this.calls = calls;
    this.graph = new SdkClient(settings, tokens, egress);
    this.client = graph.sdk();
  }

  /** Finds libraries and channels through the same SDK. */
  PlaceSearch placeSearch() {
    return new PlaceSearch(graph, calls);
  }

  /** A drive's id and the id of the folder in it that counts as its root. */
  record Place(String driveId, DriveItem root) {}

  Place find(DriveChoice choice) throws DriveException {
    return switch (choice) {
      case DriveChoice.Mine mine ->
          rootOf(
              calls.read(() -> client.me().drive().get(), drive -> drive.getId() != null).getId());
      case DriveChoice.ById drive -> rootOf(drive.driveId());
      case DriveChoice.Folder folder -> {
        DriveItem item = item(folder.driveId(), folder.itemId());
        yield new Place(folder.driveId(), requireFolder(item));
      }
      case DriveChoice.ByLink link -> {
        String share =
            "u!" + Base64Url.encode(link.link().toString().getBytes(StandardCharsets.UTF_8));
        var found =
            calls.read(
                () ->
                    client
                        .shares()
                        .bySharedDriveItemId(share)
                        .driveItem()
                        .get(ask -> ask.headers.add("Prefer", "redeemSharingLink")),
                SdkItems::sound);
        ItemReference parent = found.getParentReference();
        if (parent == null || parent.getDriveId() == null) {
          throw new DriveException.Protocol(200, "noDriveId");
        }
        yield new Place(parent.getDriveId(), requireFolder(SdkItems.ours(found)));
      }
    };
  }

  /**
   * One item.
   *
   * @param idOrPath an id, or an id with a path in colons: {@code root:/a/b:}
   */
  DriveItem item(String driveId, String idOrPath) throws DriveException {
    return SdkItems.ours(sdkItem(driveId, idOrPath));
  }

  private com.microsoft.graph.models.DriveItem sdkItem(String driveId, String idOrPath)
      throws DriveException {
    return calls.read(
        () -> at(driveId, idOrPath).get(ask -> ask.queryParameters.select = SdkItems.fields()),
        SdkItems::sound);
  }

  /** A part of a listing, and the address of what follows. */
  record Page(List<DriveItem> items, Optional<String> next) {}

  Page children(String driveId, String folderId) throws DriveException {
    return page(
        calls.read(
            () ->
                at(driveId, folderId)
                    .children()
                    .get(
                        ask -> {
                          ask.queryParameters.select = SdkItems.fields();
                          ask.queryParameters.top = settings.pageSize();
                        }),
            answer -> answer.getValue() != null));
  }

  Page nextChildren(String nextLink) throws DriveException {
    graph.requireGraph(ByteDoor.address(nextLink));
    return page(
        calls.read(
            () ->
                new ChildrenRequestBuilder(new HashMap<>(), client.getRequestAdapter())
                    .withUrl(nextLink)
                    .get(),
            answer -> answer.getValue() != null));
  }

  DriveItem createFolder(String driveId, String parentId, String name) throws DriveException {
    return SdkItems.ours(
        calls.write(
            () -> {
              // A model's fields are sent once only: each attempt needs its own.
              var folder = new com.microsoft.graph.models.DriveItem();
              folder.setName(name);
              folder.setFolder(new Folder());
              folder.setAdditionalData(new HashMap<>(Map.of(CONFLICT, "fail")));
              return at(driveId, parentId).children().post(folder);
            },
            SdkItems::sound,
            () -> found(driveId, pathIn(parentId, name)).filter(item -> item.getFolder() != null)));
  }

  /** The versions of a file, newest first. */
  List<EarlierVersions.Version> versions(String driveId, String id) throws DriveException {
    DriveItemVersionCollectionResponse page =
        calls.read(
            () -> at(driveId, id).versions().get(ask -> ask.queryParameters.top = MOST_VERSIONS),
            answer -> answer.getValue() != null);
    List<EarlierVersions.Version> versions = new ArrayList<>();
    for (DriveItemVersion version : page.getValue()) {
      if (version.getId() == null || version.getId().isBlank()) {
        throw new DriveException.Protocol(200, "noVersion");
      }
      versions.add(
          new EarlierVersions.Version(
              version.getId(),
              version.getLastModifiedDateTime() == null
                  ? Instant.EPOCH
                  : version.getLastModifiedDateTime().toInstant(),
              version.getSize() == null ? 0 : Math.max(0, version.getSize()),
              versions.isEmpty()));
    }
    return versions;
  }

  /** The item of this name in the folder, if there is one. */
  Optional<DriveItem> child(String driveId, String folderId, String name) throws DriveException {
    Optional<com.microsoft.graph.models.DriveItem> there = found(driveId, pathIn(folderId, name));
    return there.isEmpty() ? Optional.empty() : Optional.of(SdkItems.ours(there.get()));
  }

  private static String pathIn(String folderId, String name) {
    return folderId + ":/" + name + ":";
  }

  private Optional<com.microsoft.graph.models.DriveItem> found(String driveId, String idOrPath)
      throws DriveException {
    try {
      return Optional.of(sdkItem(driveId, idOrPath));
    } catch (DriveException.NotFound e) {
      return Optional.empty();
    }
  }

  DriveItem move(
      String driveId, String id, String newParentId, String newName, Optional<String> eTag)
      throws DriveException {
    return SdkItems.ours(
        calls.write(
            () -> {
              ItemReference parent = new ItemReference();
              parent.setId(newParentId);
              var change = new com.microsoft.graph.models.DriveItem();
              change.setName(newName);
              change.setParentReference(parent);
              change.setAdditionalData(new HashMap<>(Map.of(CONFLICT, "fail")));
              return at(driveId, id)
                  .patch(change, ask -> eTag.ifPresent(tag -> ask.headers.add("If-Match", tag)));
            },
            SdkItems::sound,
            () ->
                found(driveId, id)
                    .filter(item -> newName.equals(item.getName()))
                    .filter(item -> newParentId.equals(SdkItems.parentId(item).orElse("")))));
  }

  /** Deletes an item, and answers with its id. */
  String delete(String driveId, String id, Optional<String> eTag) throws DriveException {
    return calls.write(
        () -> {
          at(driveId, id).delete(ask -> eTag.ifPresent(tag -> ask.headers.add("If-Match", tag)));
          return id;
        },
        done -> true,
        () -> found(driveId, id).isPresent() ? Optional.empty() : Optional.of(id));
  }

  /**
   * A session that was begun.
   *
   * @param address a secret
   * @param expires when the drive forgets it, if nothing is sent before
   */
  record Session(String address, Optional<Instant> expires) {
    @Override
    public String toString() {
      return "Session[...]";
    }
  }

  /** Begins a session. When the answer gets lost, the same is asked again. */
  Session createSession(String driveId, UploadRequest request, Optional<String> eTag)
      throws DriveException {
    UploadSession session =
        calls.write(
            () -> {
              DriveItemUploadableProperties item = new DriveItemUploadableProperties();
              item.setFileSize(request.size());
              item.setAdditionalData(
                  new HashMap<>(
                      Map.of(CONFLICT, request.onConflict().name().toLowerCase(Locale.ROOT))));
              CreateUploadSessionPostRequestBody body = new CreateUploadSessionPostRequestBody();
              body.setItem(item);
              return at(driveId, pathIn(request.parentId(), request.name()))
                  .createUploadSession()
                  .post(body, ask -> eTag.ifPresent(tag -> ask.headers.add("If-Match", tag)));
            },
            answer -> answer.getUploadUrl() != null,
            Optional::empty);
    return new Session(
        session.getUploadUrl(),
        Optional.ofNullable(session.getExpirationDateTime()).map(OffsetDateTime::toInstant));
  }

  /**
   * One page of changes.
   *
   * @param link where the last page said to go on, or empty for everything
   */
  Changes changes(String driveId, Optional<String> link) throws DriveException {
    return new SdkChanges(graph, calls, driveId).after(link);
  }

  /** What Graph tells of a drive's items beyond what every drive does. */
  SdkProvider provider(String driveId) {
    return new SdkProvider(graph, calls, settings.pageSize(), driveId);
  }

  private Place rootOf(String driveId) throws DriveException {
    return new Place(driveId, item(driveId, "root"));
  }

  private DriveItemItemRequestBuilder at(String driveId, String idOrPath) {
    return client.drives().byDriveId(driveId).items().byDriveItemId(idOrPath);
  }

  private static Page page(DriveItemCollectionResponse page) throws DriveException {
    List<DriveItem> items = new ArrayList<>();
    for (var item : page.getValue()) {
      items.add(SdkItems.ours(item));
    }
    return new Page(items, Optional.ofNullable(page.getOdataNextLink()));
  }

  private static DriveItem requireFolder(DriveItem item) throws DriveException {
    if (!item.folder()) {
      throw new DriveException.NotAFolder();
    }
    return item;
  }
}
