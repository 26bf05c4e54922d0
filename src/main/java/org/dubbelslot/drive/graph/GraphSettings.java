package org.dubbelslot.drive.graph;

import java.net.URI;

/**
 * How to speak with one Graph.
 *
 * @param graph its address; {@code /v1.0} is added when no path is given
 * @param version the program's version, as it is told to Microsoft
 * @param pageSize how many items a page of a listing has, 1 to 1000
 * @param fragment bytes of one piece of an upload: a multiple of 320 KiB below 60 MiB
 * @param whole bytes of the largest file that is uploaded in one request, without a session: 0 to
 *     {@value #LARGEST_WHOLE}
 */
public record GraphSettings(URI graph, String version, int pageSize, int fragment, int whole) {
  /** Graph wants pieces of an upload, except the last, in multiples of this. */
  public static final int FRAGMENT_UNIT = 320 << 10;

  /** The largest file in one request that every version of Graph's documents allows. */
  public static final int LARGEST_WHOLE = 4 << 20;

  private static final int LARGEST_FRAGMENT = 60 << 20;
  private static final int USUAL_FRAGMENT = 32 * FRAGMENT_UNIT;
  private static final int USUAL_PAGE = 1000;

  public GraphSettings {
    if (fragment < FRAGMENT_UNIT
        || fragment >= LARGEST_FRAGMENT
        || fragment % FRAGMENT_UNIT != 0
        || pageSize < 1
        || pageSize > 1000
        || whole < 0
        || whole > LARGEST_WHOLE) {
      throw new IllegalArgumentException("no such page, fragment or file size");
    }
    String address = graph.toString();
    while (address.endsWith("/")) {
      address = address.substring(0, address.length() - 1);
    }
    graph = URI.create(graph.getPath().length() <= 1 ? address + "/v1.0" : address);
  }

  /** Settings with the usual sizes. */
  public GraphSettings(URI graph, String version) {
    this(graph, version, USUAL_PAGE, USUAL_FRAGMENT);
  }

  /** Settings with the usual size for uploads in one request. */
  public GraphSettings(URI graph, String version, int pageSize, int fragment) {
    this(graph, version, pageSize, fragment, LARGEST_WHOLE);
  }

  /** What the program calls itself, in the form that Microsoft asks of others' programs. */
  String userAgent() {
    return "ISV|Dubbelslot|Dubbelslot/" + version;
  }
}
