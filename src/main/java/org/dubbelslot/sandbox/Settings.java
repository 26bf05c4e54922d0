package org.dubbelslot.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/**
 * How the service behaves where services differ; changed while the sandbox runs, forgotten when it
 * stops.
 *
 * @param unitsPerMinute the resource units that may be spent; 0 for no end of them. The service
 *     gives the smallest tenants 1,200
 * @param hashes whether files show a quickXorHash
 * @param rewrites whether SharePoint rewrites Office, PDF, HTML and JPEG files after an upload
 * @param repeatsChanges whether delta tells items twice
 * @param sessionSeconds how long an upload session stays without a fragment
 * @param monitorPolls how often a copy's monitor says that it is not done yet
 * @param recordsAnswers whether the request log has the answers in JSON, so that they can be
 *     examined
 */
record Settings(
    long unitsPerMinute,
    boolean hashes,
    boolean rewrites,
    boolean repeatsChanges,
    long sessionSeconds,
    int monitorPolls,
    boolean recordsAnswers) {

  /** A day: how long the service keeps an upload session. */
  private static final long DAY = 24 * 3600L;

  static final Settings USUAL = new Settings(0, true, false, false, DAY, 0, false);

  /**
   * These settings with some changed.
   *
   * @throws IOException when a name or value makes no sense
   */
  Settings with(ObjectNode changes) throws IOException {
    ObjectNode all = (ObjectNode) Json.read(Json.bytes(this));
    return Json.convert(all.setAll(changes), Settings.class);
  }
}
