package org.dubbelslot.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Reads published vectors and compares their verdicts with ours. */
final class Vectors {
  private static final Path ROOT =
      Path.of(System.getProperty("shared.dir", "../shared"), "data/vectors");

  private Vectors() {}

  /** The JSON file at {@code path} under the vectors' folder; skips the test when it is absent. */
  static JsonNode read(String path) throws IOException {
    Path file = ROOT.resolve(path);
    assumeTrue(Files.exists(file), "the published vectors are not at " + file);
    return new ObjectMapper().readTree(file.toFile());
  }

  static byte[] hex(JsonNode node, String field) {
    return HexFormat.of().parseHex(node.required(field).textValue());
  }

  /** One vector through the code under test. */
  @FunctionalInterface
  interface Check {
    /**
     * Whether the code accepts the vector and gives exactly its answer; refusing may also throw.
     */
    boolean accepts(JsonNode group, JsonNode vector) throws Exception;
  }

  /**
   * Runs all vectors of a Wycheproof file: what it calls valid must be accepted, the rest refused.
   *
   * @param count how many vectors the file has, so that none is lost silently
   */
  static void wycheproof(String file, int count, Check check) throws Exception {
    List<String> wrong = new ArrayList<>();
    int run = 0;
    for (JsonNode group : read("wycheproof/" + file).required("testGroups")) {
      for (JsonNode vector : group.required("tests")) {
        run++;
        boolean valid = vector.required("result").textValue().equals("valid");
        if (accepts(check, group, vector) != valid) {
          wrong.add(vector.required("tcId") + " " + vector.path("comment").textValue());
        }
      }
    }
    assertThat(wrong).as("vectors of %s whose verdict differs from ours", file).isEmpty();
    assertThat(run).as("vectors of %s", file).isEqualTo(count);
  }

  static boolean accepts(Check check, JsonNode group, JsonNode vector) throws Exception {
    try {
      return check.accepts(group, vector);
    } catch (GeneralSecurityException | IllegalArgumentException | IllegalStateException refused) {
      return false;
    }
  }
}
