package org.dubbelslot.drive.graph;

import org.dubbelslot.drive.DriveException;
import org.dubbelslot.drive.Pause;
import org.dubbelslot.drive.Waiting;
import org.dubbelslot.egress.Egress;

/**
 * One user at one Graph: the drives opened here share the tenant's wishes to be left alone, and one
 * loaded SDK. Making it costs nothing; the first {@link #open} loads the SDK.
 */
public final class GraphService {
  private final GraphSettings settings;
  private final AccessTokens tokens;
  private final Egress egress;
  private final Pause pause;
  private final TenantGate gate;
  private final Downloads downloads;
  private final FreshItems fresh;
  private GraphMetadata metadata;

  /**
   * A service that opens its connections through {@code egress}, which the caller closes.
   *
   * @param pause the clock for all waiting: {@link Pause#real()} outside tests
   * @throws DriveException.NotTrusted for plain http, or a {@link TokenFile}, with a Graph that is
   *     not on this computer
   */
  public GraphService(GraphSettings settings, AccessTokens tokens, Egress egress, Pause pause)
      throws DriveException {
    this(settings, tokens, egress, pause, Waiting.unseen());
  }

  /**
   * A service that opens its connections through {@code egress}, which the caller closes.
   *
   * @param pause the clock for all waiting: {@link Pause#real()} outside tests
   * @param waiting is told whenever something has to be waited for
   * @throws DriveException.NotTrusted for plain http, or a {@link TokenFile}, with a Graph that is
   *     not on this computer
   */
  public GraphService(
      GraphSettings settings, AccessTokens tokens, Egress egress, Pause pause, Waiting waiting)
      throws DriveException {
    this(settings, tokens, egress, pause, waiting, ReadSettings.USUAL);
  }

  /** As above, reading files in pieces of another size. */
  GraphService(
      GraphSettings settings,
      AccessTokens tokens,
      Egress egress,
      Pause pause,
      Waiting waiting,
      ReadSettings reading)
      throws DriveException {
    boolean here = Egress.isLoopback(settings.graph());
    boolean secure = "https".equalsIgnoreCase(settings.graph().getScheme());
    if (!here && (!secure || tokens instanceof TokenFile)) {
      throw new DriveException.NotTrusted(String.valueOf(settings.graph().getHost()), null);
    }
    this.settings = settings;
    this.tokens = tokens;
    this.egress = egress;
    this.pause = pause;
    this.fresh = new FreshItems(pause);
    this.gate = new TenantGate(pause, waiting);
    this.downloads = new Downloads(reading);
  }

  /**
   * Opens a drive.
   *
   * @throws DriveException.NotFound when there is none, or the user may not see it
   * @throws DriveException.NotAFolder when a link or id leads to a file
   */
  public GraphDrive open(DriveChoice choice) throws DriveException {
    GraphMetadata.Place place = metadata().find(choice);
    return known(place.driveId(), place.root().id());
  }

  /**
   * A drive that was opened before; asks nobody whether it is there.
   *
   * @param driveId as {@link GraphDrive#driveId} told
   * @param rootId as {@link GraphDrive#rootId} told
   */
  public GraphDrive known(String driveId, String rootId) {
    return new GraphDrive(
        driveId,
        rootId,
        metadata(),
        new ByteDoor(egress.client(), settings, tokens, gate, pause),
        downloads,
        fresh);
  }

  /** Finds libraries and channels; asks nothing before its first search. */
  public PlaceSearch placeSearch() {
    return metadata().placeSearch();
  }

  /** The memory of downloads, for tests. */
  Downloads downloads() {
    return downloads;
  }

  private synchronized GraphMetadata metadata() {
    if (metadata == null) {
      SdkCalls calls = new SdkCalls(gate, pause, settings.graph().getHost());
      metadata = new GraphMetadata(settings, tokens, egress, calls);
    }
    return metadata;
  }
}
