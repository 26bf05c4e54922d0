package org.dubbelslot.keys;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.dubbelslot.crypto.SecretBytes;

/**
 * Whatever a directory, a share or a colleague hands over is either read or refused by its type.
 */
class DirectoryFuzzTest {
  /** One kind of file of the directory. */
  private interface Kind {
    /** Reads the file and writes what was read; refuses by its type. */
    byte[] readAndWrite(byte[] bytes) throws DirectoryException;
  }

  private static final List<Kind> KINDS =
      List.of(
          bytes -> OrganisationJson.write(OrganisationJson.read("x", bytes)),
          bytes -> CustodiansJson.write(CustodiansJson.read("x", bytes)),
          bytes -> CustodiansJson.writeSignatures(CustodiansJson.readSignatures("x", bytes)),
          bytes -> KeysJson.write(KeysJson.readOrganisationKey("x", bytes)),
          bytes -> KeysJson.write(KeysJson.readTeamKey("x", bytes)),
          bytes -> PeopleJson.write(PeopleJson.readTeam("x", bytes)),
          bytes -> PeopleJson.write(PeopleJson.readMember("x", bytes)));

  /** What is read comes back from what we write of it, byte for byte the second time. */
  @FuzzTest
  void readFile(byte[] bytes) throws DirectoryException {
    for (Kind kind : KINDS) {
      byte[] written;
      try {
        written = kind.readAndWrite(bytes);
      } catch (DirectoryException.Malformed refused) {
        assertThat(refused.where()).startsWith("x");
        continue;
      }
      assertThat(kind.readAndWrite(written)).isEqualTo(written);
    }
  }

  @FuzzTest
  void readRequest(byte[] bytes) {
    try {
      assertThat(EnrolmentRequest.parse(bytes).bytes()).isEqualTo(bytes);
    } catch (EnrolmentException refused) {
      assertThat(refused).hasNoCause();
    }
  }

  @FuzzTest
  void readProposal(byte[] bytes) {
    try {
      assertThat(TeamProposal.parse(bytes).bytes()).isEqualTo(bytes);
    } catch (DirectoryException.Malformed refused) {
      assertThat(refused).hasNoCause();
    }
  }

  @FuzzTest
  void readGrant(byte[] bytes) {
    try (SecretBytes plain = SecretBytes.copyOf(bytes);
        Grant grant = Grant.decode(plain);
        SecretBytes written = grant.encode();
        Grant again = Grant.decode(written)) {
      assertThat(again.kid()).isEqualTo(grant.kid());
    } catch (KeyStoreException.Damaged refused) {
      // A parser's own message could quote a key.
      assertThat(refused).hasNoCause();
    }
  }

  /** No path that is followed leads out of the directory. */
  @FuzzTest
  void followPath(byte[] bytes) {
    String path = new String(bytes, StandardCharsets.UTF_8);
    if (DirectoryPaths.kindOf(path).isPresent()) {
      assertThat(path).matches("[a-z0-9/.]+").doesNotContain("..").doesNotStartWith("/");
      assertThat(DirectoryPaths.isVersionOf(path, DirectoryPaths.versioned(path, 3), 3)).isTrue();
      assertThat(DirectoryPaths.isVersionOf(path, DirectoryPaths.versioned(path, 4), 3)).isFalse();
    }
  }
}
