package org.dubbelslot.sandbox;

import java.io.IOException;

/** Why a sandbox could not be started. */
public abstract sealed class SandboxException extends Exception
    permits SandboxException.PortTaken,
        SandboxException.FolderInUse,
        SandboxException.FolderUnusable,
        SandboxException.ServerFailed {

  private SandboxException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Another program listens on the port that was asked for. */
  public static final class PortTaken extends SandboxException {
    private final int port;

    PortTaken(int port, IOException cause) {
      super("port taken", cause);
      this.port = port;
    }

    /** The port that was asked for. */
    public int port() {
      return port;
    }
  }

  /** Another sandbox runs on the root folder. */
  public static final class FolderInUse extends SandboxException {
    FolderInUse() {
      super("sandbox folder in use", null);
    }
  }

  /** The root folder, or the ready file, cannot be read or written, or holds something else. */
  public static final class FolderUnusable extends SandboxException {
    FolderUnusable(IOException cause) {
      super("sandbox folder unusable", cause);
    }
  }

  /** The embedded server or its certificate authority did not start. */
  public static final class ServerFailed extends SandboxException {
    ServerFailed(Exception cause) {
      super("sandbox server failed", cause);
    }
  }
}
