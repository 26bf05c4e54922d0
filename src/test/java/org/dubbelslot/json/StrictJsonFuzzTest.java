package org.dubbelslot.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

class StrictJsonFuzzTest {
  /** Whatever is read comes back from what we write of it; everything else is an IOException. */
  @FuzzTest
  void parse(byte[] utf8) throws IOException {
    ObjectNode object;
    try {
      object = StrictJson.parse(utf8);
    } catch (IOException refused) {
      assertThat(refused).hasMessageMatching("[-a-zA-Z0-9 ()]+");
      return;
    }
    assertThat(StrictJson.parse(StrictJson.write(object))).isEqualTo(object);
  }
}
