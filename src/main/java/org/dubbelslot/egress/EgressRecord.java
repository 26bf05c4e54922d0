package org.dubbelslot.egress;

import java.time.Instant;
import java.util.Objects;

/**
 * One exchange with one host, as it is written down: never content, path, query or header.
 *
 * @param time when the exchange began
 * @param host the host's name or address as it was asked for, lower case, without brackets
 * @param port the port as it was asked for
 * @param purpose what it was for
 * @param bytesOut bytes of the messages' bodies that were sent
 * @param bytesIn bytes of the messages' bodies that were received
 * @param peer the socket that was connected to, as {@code address:port} ({@code [address]:port} for
 *     IPv6): the host's, or the proxy's where one is configured; empty when no address was found
 * @param status the answer's HTTP status; 0 where no answer came, or the program was older
 */
public record EgressRecord(
    Instant time,
    String host,
    int port,
    Purpose purpose,
    long bytesOut,
    long bytesIn,
    String peer,
    int status) {
  public EgressRecord {
    Objects.requireNonNull(time);
    Objects.requireNonNull(host);
    Objects.requireNonNull(purpose);
    Objects.requireNonNull(peer);
    if (bytesOut < 0 || bytesIn < 0) {
      throw new IllegalArgumentException("negative count");
    }
  }
}
