package org.dubbelslot.sandbox;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How a sandbox is to be started.
 *
 * @param root the folder that keeps its state, files and recorded requests; made when absent
 * @param port the port of the Graph endpoint on 127.0.0.1, or 0 for a free one
 * @param tls whether Graph, content and login speak https with a certificate authority of their own
 * @param auth what happens to a bearer token that is sent to the content host
 * @param readyFile where to write the addresses when ready, if anywhere
 * @param quota the size of each drive in bytes
 * @param tokenLifetime how long an access token works that the sign-in authority issues
 * @param microsoftHosts whether everything is at one port, told apart by Microsoft's own host
 *     names; for programs that cannot be told another address, which a hosts file then leads here
 * @param recordBodies whether bodies are kept, so that a client can be examined; off for measuring
 * @param log takes one line for each request that nobody implemented, and each internal failure
 */
public record SandboxOptions(
    Path root,
    int port,
    boolean tls,
    Auth auth,
    Optional<Path> readyFile,
    long quota,
    Duration tokenLifetime,
    boolean microsoftHosts,
    boolean recordBodies,
    Consumer<String> log) {

  /** The default size of a drive: 1 TiB. */
  public static final long DEFAULT_QUOTA = 1L << 40;

  /** As long as an access token usually works. */
  public static final Duration DEFAULT_TOKEN_LIFETIME = Duration.ofSeconds(3599);

  /** What the content host does with an {@code Authorization} header. */
  public enum Auth {
    /** 401, as SharePoint does: the URL itself is the credential. */
    STRICT,
    /** Ignores it, for clients that send their token everywhere. */
    TOLERANT
  }

  public SandboxOptions {
    Objects.requireNonNull(root, "root");
    Objects.requireNonNull(auth, "auth");
    Objects.requireNonNull(readyFile, "readyFile");
    Objects.requireNonNull(tokenLifetime, "tokenLifetime");
    Objects.requireNonNull(log, "log");
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("port out of range");
    }
    if (quota < 0) {
      throw new IllegalArgumentException("quota below zero");
    }
    if (microsoftHosts && !tls) {
      throw new IllegalArgumentException("nobody asks Microsoft's hosts without https");
    }
  }

  /**
   * The defaults: a free port, plain http, strict, no ready file, bodies recorded, log to the
   * platform's logger.
   */
  public static SandboxOptions at(Path root) {
    return new SandboxOptions(
        root,
        0,
        false,
        Auth.STRICT,
        Optional.empty(),
        DEFAULT_QUOTA,
        DEFAULT_TOKEN_LIFETIME,
        false,
        true,
        line -> System.getLogger(Sandbox.class.getName()).log(System.Logger.Level.INFO, line));
  }

  /** These options with another Graph port. */
  public SandboxOptions withPort(int newPort) {
    return with(draft -> draft.port = newPort);
  }

  /** These options with or without https. */
  public SandboxOptions withTls(boolean newTls) {
    return with(draft -> draft.tls = newTls);
  }

  /** These options with another treatment of tokens at the content host. */
  public SandboxOptions withAuth(Auth newAuth) {
    return with(draft -> draft.auth = newAuth);
  }

  /** These options with a ready file. */
  public SandboxOptions withReadyFile(Path file) {
    return with(draft -> draft.readyFile = Optional.of(file));
  }

  /** These options with drives of another size. */
  public SandboxOptions withQuota(long bytes) {
    return with(draft -> draft.quota = bytes);
  }

  /** These options with access tokens that work for so long. */
  public SandboxOptions withTokenLifetime(Duration newLifetime) {
    return with(draft -> draft.tokenLifetime = newLifetime);
  }

  /** These options with https and everything at one port under Microsoft's own host names. */
  public SandboxOptions withMicrosoftHosts() {
    return with(
        draft -> {
          draft.tls = true;
          draft.microsoftHosts = true;
        });
  }

  /** These options with bodies kept or not. */
  public SandboxOptions withRecordBodies(boolean keep) {
    return with(draft -> draft.recordBodies = keep);
  }

  /** These options with another log. */
  public SandboxOptions withLog(Consumer<String> newLog) {
    return with(draft -> draft.log = newLog);
  }

  private SandboxOptions with(Consumer<Draft> change) {
    Draft draft = new Draft();
    change.accept(draft);
    return draft.options();
  }

  /** These options while one of them is being changed. */
  private final class Draft {
    private int port = SandboxOptions.this.port;
    private boolean tls = SandboxOptions.this.tls;
    private Auth auth = SandboxOptions.this.auth;
    private Optional<Path> readyFile = SandboxOptions.this.readyFile;
    private long quota = SandboxOptions.this.quota;
    private Duration tokenLifetime = SandboxOptions.this.tokenLifetime;
    private boolean microsoftHosts = SandboxOptions.this.microsoftHosts;
    private boolean recordBodies = SandboxOptions.this.recordBodies;
    private Consumer<String> log = SandboxOptions.this.log;

    private SandboxOptions options() {
      return new SandboxOptions(
          root,
          port,
          tls,
          auth,
          readyFile,
          quota,
          tokenLifetime,
          microsoftHosts,
          recordBodies,
          log);
    }
  }
}
