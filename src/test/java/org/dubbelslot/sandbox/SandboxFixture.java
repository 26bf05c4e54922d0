package org.dubbelslot.sandbox;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Starts a sandbox of its own for each test. */
abstract class SandboxFixture {
  @TempDir Path root;

  final List<String> log = Collections.synchronizedList(new ArrayList<>());
  Sandbox sandbox;
  Client client;

  SandboxOptions options() {
    return SandboxOptions.at(root).withLog(log::add);
  }

  @BeforeEach
  void start() throws Exception {
    sandbox = Sandbox.start(options());
    client = new Client(sandbox);
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    sandbox.close();
  }

  void restart() throws Exception {
    stop();
    start();
  }
}
