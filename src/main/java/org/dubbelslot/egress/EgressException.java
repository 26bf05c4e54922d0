package org.dubbelslot.egress;

import java.io.IOException;

/** Why nothing, or not everything, passed the door. Messages name the host and nothing else. */
public abstract sealed class EgressException extends IOException {
  private final String host;

  private EgressException(String message, String host, Throwable cause) {
    super(message, cause);
    this.host = host;
  }

  /** The host that was asked for, without port. */
  public String host() {
    return host;
  }

  /** An address that is neither https nor this computer itself: nothing was sent. */
  public static final class PlainHttpRefused extends EgressException {
    PlainHttpRefused(String host) {
      super("neither https nor loopback: " + host, host, null);
    }
  }

  /** The host's name is not known, or nobody answers there. */
  public static final class Unreachable extends EgressException {
    Unreachable(String host, Throwable cause) {
      super("cannot reach " + host, host, cause);
    }
  }

  /** The host's certificate does not prove that it is the host. */
  public static final class NotTrusted extends EgressException {
    NotTrusted(String host, Throwable cause) {
      super("no trusted connection with " + host, host, cause);
    }
  }

  /** The host was reached, and the exchange broke off or took too long. */
  public static final class Broken extends EgressException {
    Broken(String host, Throwable cause) {
      super("connection broken with " + host, host, cause);
    }
  }
}
