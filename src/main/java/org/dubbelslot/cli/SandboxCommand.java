package org.dubbelslot.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import org.dubbelslot.sandbox.Sandbox;
import org.dubbelslot.sandbox.SandboxOptions;
import org.dubbelslot.words.Exit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the practice OneDrive until Ctrl+C. */
@Command(name = "sandbox")
final class SandboxCommand implements Action {
  @Option(names = "--root", paramLabel = "DIR", required = true)
  Path root;

  @Option(names = "--port", paramLabel = "PORT", defaultValue = "0")
  Port port;

  @Option(names = "--tls")
  boolean tls;

  @Option(names = "--microsoft-hosts")
  boolean microsoftHosts;

  @Option(names = "--token-seconds", paramLabel = "N", defaultValue = "3599")
  Lifetime tokenLifetime;

  @Option(names = "--auth", paramLabel = "strict|tolerant", defaultValue = "strict")
  SandboxOptions.Auth auth;

  @Option(names = "--no-bodies")
  boolean noBodies;

  @Option(names = "--ready-file", paramLabel = "FILE")
  Path readyFile;

  @Override
  public int run(Session session) throws Exception {
    Output output = session.output();
    SandboxOptions options =
        SandboxOptions.at(root)
            .withPort(port.number())
            .withTls(tls)
            .withAuth(auth)
            .withRecordBodies(!noBodies)
            .withTokenLifetime(Duration.ofSeconds(tokenLifetime.seconds()))
            .withLog(output::log);
    if (microsoftHosts) {
      options = options.withMicrosoftHosts();
    }
    if (readyFile != null) {
      options = options.withReadyFile(readyFile);
    }
    CountDownLatch stopped = new CountDownLatch(1);
    session.hold(stopped::countDown);
    Sandbox sandbox = session.hold(Sandbox.start(options));
    if (output.isJson()) {
      output.json(addresses(sandbox));
    } else {
      output.say("sandbox.ready", sandbox.graph(), sandbox.control());
      output.say("sandbox.stop");
    }
    output.flush();
    stopped.await();
    return Exit.INTERRUPTED;
  }

  private static ObjectNode addresses(Sandbox sandbox) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("graph", sandbox.graph().toString());
    json.put("content", sandbox.content().toString());
    json.put("login", sandbox.login().toString());
    json.put("control", sandbox.control().toString());
    json.put("token", sandbox.token());
    json.put("ca", sandbox.caFile().map(Path::toString).orElse(null));
    return json;
  }

  /**
   * A TCP port.
   *
   * @param number 0 to 65,535
   */
  record Port(int number) {
    static Port of(String text) {
      int number = Integer.parseInt(text);
      if (number < 0 || number > 65_535) {
        throw new IllegalArgumentException("not a port");
      }
      return new Port(number);
    }
  }

  /**
   * How long a token works.
   *
   * @param seconds one at least
   */
  record Lifetime(int seconds) {
    static Lifetime of(String text) {
      int seconds = Integer.parseInt(text);
      if (seconds < 1) {
        throw new IllegalArgumentException("not a lifetime");
      }
      return new Lifetime(seconds);
    }
  }

  static SandboxOptions.Auth auth(String text) {
    return SandboxOptions.Auth.valueOf(text.toUpperCase(Locale.ROOT));
  }
}
