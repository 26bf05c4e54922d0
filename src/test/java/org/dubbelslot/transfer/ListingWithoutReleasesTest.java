package org.dubbelslot.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.crypto.SecretBytes;
import org.dubbelslot.drive.FolderDrive;
import org.dubbelslot.floe.FloeWorkers;
import org.dubbelslot.format.OpeningKeys;
import org.dubbelslot.format.OrganisationAlgorithm;
import org.dubbelslot.format.ReleaseContext;
import org.dubbelslot.format.ReleaseException;
import org.dubbelslot.format.SignerStatus;
import org.dubbelslot.format.TeamKey;
import org.dubbelslot.format.TestKeys;
import org.dubbelslot.names.DriveNames;
import org.dubbelslot.names.FolderToken;
import org.dubbelslot.names.NameKey;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Listing a folder")
class ListingWithoutReleasesTest {
  private static final int FILES = 10_000;

  @TempDir Path folder;

  @Test
  @DisplayName("of 10,000 sealed names asks custody for nothing")
  void asksForNothing() throws Exception {
    TestKeys keys = new TestKeys();
    TestKeys.Member member = keys.member(OrganisationAlgorithm.HPKE_X_WING);
    Counting counting = new Counting(keys, new AtomicInteger());
    Path remote = Files.createDirectory(folder.resolve("remote"));
    try (FloeWorkers workers = FloeWorkers.pool(1);
        FolderDrive drive = new FolderDrive(remote);
        NameKey nameKey = NameKey.of(member.team().kid(), SecretBytes.random(32))) {
      DriveNames names = new DriveNames(nameKey, List.of());
      for (int i = 0; i < FILES; i++) {
        String sealed = names.file(FolderToken.FOREIGN, 0, "Verslag %05d.docx".formatted(i)).text();
        Files.createFile(remote.resolve(sealed));
      }
      SealedTree tree =
          new SealedTree(
              drive,
              new TeamAccess(
                  member.team().team(), List.of(member.lock()), names, member.signer(), counting),
              new SealedUpload(workers, folder.resolve("spool"), bytes -> {}));

      List<Entry> listed = tree.list(tree.root());

      assertThat(listed).hasSize(FILES);
      assertThat(listed)
          .extracting(Entry::name)
          .contains("Verslag 00000.docx", "Verslag 09999.docx");
      assertThat(counting.releases()).hasValue(0);
    }
  }

  /** Keys that count how often the organisation's is asked for. */
  private record Counting(OpeningKeys keys, AtomicInteger releases) implements OpeningKeys {
    @Override
    public Optional<TeamKey> team(Kid teamKid) {
      return keys.team(teamKid);
    }

    @Override
    public SecretBytes release(
        Kid orgKid, OrganisationAlgorithm alg, byte[] wrapped, ReleaseContext context)
        throws ReleaseException {
      releases.incrementAndGet();
      return keys.release(orgKid, alg, wrapped, context);
    }

    @Override
    public SignerStatus signer(Kid device) {
      return keys.signer(device);
    }
  }
}
