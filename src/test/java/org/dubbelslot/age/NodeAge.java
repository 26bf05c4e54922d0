package org.dubbelslot.age;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.dubbelslot.node.NodeJs;

/** The npm package {@code age-encryption}. */
record NodeAge(NodeJs node) {
  /** Installs the package once; skips the test where Node, npm or their registry is not at hand. */
  static NodeAge installed() throws IOException, InterruptedException {
    return new NodeAge(NodeJs.installed());
  }

  /** Runs {@code jobs} in one process; see {@code src/test/node/age.js}. */
  void run(Path scratch, List<Map<String, Object>> jobs) throws IOException, InterruptedException {
    Path list = scratch.resolve("jobs.json");
    new ObjectMapper().writeValue(list.toFile(), jobs);
    Path log = scratch.resolve("node.log");
    int exit = node.run(log, "age.js", list.toString());
    assertThat(exit).as("node said: %s", Files.readString(log)).isZero();
  }
}
