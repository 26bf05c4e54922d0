package org.dubbelslot.drive.graph;

import com.microsoft.graph.drives.item.items.item.delta.DeltaGetResponse;
import com.microsoft.graph.drives.item.items.item.delta.DeltaRequestBuilder;
import com.microsoft.graph.serviceclient.GraphServiceClient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.dubbelslot.drive.Changes;
import org.dubbelslot.drive.DriveException;
import org.dubbelslot.drive.DriveItem;

/** What changed on one drive, page by page, and what to do when the drive lost the thread. */
final class SdkChanges {
  private final SdkClient graph;
  private final GraphServiceClient client;
  private final SdkCalls calls;
  private final String driveId;

  SdkChanges(SdkClient graph, SdkCalls calls, String driveId) {
    this.graph = graph;
    this.client = graph.sdk();
    this.calls = calls;
    this.driveId = driveId;
  }

  /**
   * One page of changes.
   *
   * @param link where the last page said to go on, or empty for everything
   */
  Changes after(Optional<String> link) throws DriveException {
    if (link.isEmpty()) {
      return changes(
          calls.read(
              () ->
                  client
                      .drives()
                      .byDriveId(driveId)
                      .items()
                      .byDriveItemId("root")
                      .delta()
                      .get(ask -> ask.queryParameters.select = SdkItems.fields()),
              answer -> answer.getValue() != null),
          true);
    }
    if (!graph.isGraph(ByteDoor.address(link.get()))) {
      // Of another time, when Graph was elsewhere: what it told is of no use here.
      return after(Optional.empty());
    }
    Optional<String> anew;
    try {
      return changes(delta(link.get()), false);
    } catch (SdkCalls.Resync e) {
      anew = e.location();
    }
    if (anew.isEmpty()) {
      return after(Optional.empty());
    }
    graph.requireGraph(ByteDoor.address(anew.get()));
    try {
      return changes(delta(anew.get()), true);
    } catch (SdkCalls.Resync e) {
      throw new DriveException.Protocol(410, "resyncTwice");
    }
  }

  private DeltaGetResponse delta(String link) throws DriveException, SdkCalls.Resync {
    return calls.readDelta(
        () ->
            new DeltaRequestBuilder(new HashMap<>(), client.getRequestAdapter())
                .withUrl(link)
                .get(),
        answer -> answer.getValue() != null);
  }

  private Changes changes(DeltaGetResponse page, boolean anew) throws DriveException {
    List<DriveItem> present = new ArrayList<>();
    List<String> deleted = new ArrayList<>();
    for (var item : page.getValue()) {
      if (item.getDeleted() != null) {
        deleted.add(item.getId());
      } else {
        present.add(SdkItems.ours(item));
      }
    }
    boolean more = page.getOdataNextLink() != null;
    String token = more ? page.getOdataNextLink() : page.getOdataDeltaLink();
    if (token == null) {
      throw new DriveException.Protocol(200, "noDeltaLink");
    }
    // Whoever keeps it must be able to come back with it.
    graph.requireGraph(ByteDoor.address(token));
    return new Changes(present, deleted, token, more, anew);
  }
}
