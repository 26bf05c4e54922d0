package org.dubbelslot.drive.graph;

import com.microsoft.graph.drives.item.items.item.DriveItemItemRequestBuilder;
import com.microsoft.graph.drives.item.items.item.children.ChildrenRequestBuilder;
import com.microsoft.graph.models.DriveItemCollectionResponse;
import com.microsoft.graph.models.Identity;
import com.microsoft.graph.models.IdentitySet;
import java.net.URI;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.dubbelslot.drive.DriveException;
import org.dubbelslot.drive.Provider;

/** What Graph tells of items beyond what every drive does, asked through the SDK. */
final class SdkProvider implements Provider {
  private static final String[] FIELDS =
      Stream.concat(
              Arrays.stream(SdkItems.fields()),
              Stream.of("createdDateTime", "createdBy", "lastModifiedBy", "webUrl"))
          .toArray(String[]::new);

  private final SdkClient graph;
  private final SdkCalls calls;
  private final int pageSize;
  private final String driveId;

  SdkProvider(SdkClient graph, SdkCalls calls, int pageSize, String driveId) {
    this.graph = graph;
    this.calls = calls;
    this.pageSize = pageSize;
    this.driveId = driveId;
  }

  @Override
  public void list(String folderId, Part part) throws DriveException {
    Set<String> links = new HashSet<>();
    DriveItemCollectionResponse page = first(folderId);
    while (true) {
      List<Seen> items = new ArrayList<>();
      for (var item : page.getValue()) {
        items.add(seen(item));
      }
      part.found(List.copyOf(items));
      String next = page.getOdataNextLink();
      if (next == null) {
        return;
      }
      if (!links.add(next)) {
        throw new DriveException.Protocol(200, "endlessListing");
      }
      page = next(next);
    }
  }

  private DriveItemCollectionResponse first(String folderId) throws DriveException {
    return calls.read(
        () ->
            at(folderId)
                .children()
                .get(
                    ask -> {
                      ask.queryParameters.select = FIELDS.clone();
                      ask.queryParameters.top = pageSize;
                    }),
        answer -> answer.getValue() != null);
  }

  private DriveItemCollectionResponse next(String link) throws DriveException {
    graph.requireGraph(ByteDoor.address(link));
    return calls.read(
        () ->
            new ChildrenRequestBuilder(new HashMap<>(), graph.sdk().getRequestAdapter())
                .withUrl(link)
                .get(),
        answer -> answer.getValue() != null);
  }

  @Override
  public Seen seen(String id) throws DriveException {
    return seen(
        calls.read(
            () -> at(id).get(ask -> ask.queryParameters.select = FIELDS.clone()), SdkItems::sound));
  }

  @Override
  public void erase(String id, Optional<String> eTag) throws DriveException {
    calls.write(
        () -> {
          at(id)
              .permanentDelete()
              .post(ask -> eTag.ifPresent(tag -> ask.headers.add("If-Match", tag)));
          return id;
        },
        done -> true,
        () -> gone(id));
  }

  private Optional<String> gone(String id) throws DriveException {
    try {
      seen(id);
      return Optional.empty();
    } catch (DriveException.NotFound e) {
      return Optional.of(id);
    }
  }

  private DriveItemItemRequestBuilder at(String id) {
    return graph.sdk().drives().byDriveId(driveId).items().byDriveItemId(id);
  }

  private static Seen seen(com.microsoft.graph.models.DriveItem item) throws DriveException {
    return new Seen(
        SdkItems.ours(item),
        Optional.ofNullable(item.getCreatedDateTime()).map(OffsetDateTime::toInstant),
        account(item.getCreatedBy()),
        account(item.getLastModifiedBy()),
        address(item.getWebUrl()));
  }

  /** A person, or where there is none the program or device that did it. */
  private static Optional<String> account(IdentitySet identities) {
    if (identities == null) {
      return Optional.empty();
    }
    return Stream.of(identities.getUser(), identities.getApplication(), identities.getDevice())
        .filter(Objects::nonNull)
        .map(Identity::getDisplayName)
        .filter(Objects::nonNull)
        .filter(name -> !name.isBlank())
        .findFirst();
  }

  /** An address that is none of the web is left out: somebody will click on it. */
  private static Optional<URI> address(String text) {
    try {
      return text == null ? Optional.empty() : Optional.of(ByteDoor.address(text));
    } catch (DriveException e) {
      return Optional.empty();
    }
  }
}
