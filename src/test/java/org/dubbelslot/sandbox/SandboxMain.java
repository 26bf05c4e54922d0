package org.dubbelslot.sandbox;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** Runs a sandbox as a process of its own: arguments are its folder and its ready file. */
final class SandboxMain {
  private SandboxMain() {}

  public static void main(String[] args) throws Exception {
    SandboxOptions options =
        SandboxOptions.at(Path.of(args[0])).withReadyFile(Path.of(args[1])).withRecordBodies(false);
    try (Sandbox sandbox = Sandbox.start(options)) {
      new CountDownLatch(1).await();
    }
  }
}
