package org.dubbelslot.malice;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dubbelslot.crypto.Ed25519;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.crypto.SecretBytes;
import org.dubbelslot.custody.Joined;
import org.dubbelslot.floe.FloeWorkers;
import org.dubbelslot.format.LockKeys;
import org.dubbelslot.format.Metadata;
import org.dubbelslot.format.SealRequest;
import org.dubbelslot.format.Sealer;
import org.dubbelslot.format.Signer;
import org.dubbelslot.format.TeamKey;
import org.dubbelslot.keys.DirectoryReader;
import org.dubbelslot.keys.FolderSource;
import org.dubbelslot.keys.KeyDirectory;
import org.dubbelslot.keys.Line;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A stranger seals files to us. It knows all that is published, the organisation's public key
 * first, and lays its file under the name of a true one.
 */
@DisplayName("A stranger that plants a file")
class PlantedTest {
  private static final int REFUSED = 5;
  private static final int NO_KEY = 3;

  private final FloeWorkers workers = FloeWorkers.pool(1);

  @TempDir static Path folder;
  private static Victim victim;
  private KeyDirectory published;
  private Path place;

  @BeforeAll
  static void found() throws IOException {
    victim = Victim.in(folder);
  }

  @BeforeEach
  void putOne() throws Exception {
    victim.withNewDrive();
    victim.put("brief.txt", "brief".getBytes(UTF_8), "/");
    place = victim.sealed("/brief.txt");
    published =
        new DirectoryReader(
                new FolderSource(victim.directory()),
                folder.resolve("stranger"),
                Joined.in(victim.home()).orElseThrow().pin())
            .refresh();
  }

  @AfterEach
  void close() {
    workers.close();
  }

  @Test
  @DisplayName("sealed with a team key of its own: told that no lock is for us, not opened")
  void withATeamKeyOfItsOwn() throws Exception {
    Files.write(place, plant(TeamKey.generate(team())));

    victim.get("/brief.txt").refused("DS-105", NO_KEY);
  }

  @Test
  @DisplayName("sealed with a team key of its own that claims to be ours: told, not opened")
  void withATeamKeyThatClaimsToBeOurs() throws Exception {
    Kid ours = published.activeTeamKey(team()).orElseThrow().kid();
    TeamKey own = TeamKey.generate(team());
    String file = new String(plant(own), ISO_8859_1).replace(own.kid().text(), ours.text());
    Files.write(place, file.getBytes(ISO_8859_1));

    victim.get("/brief.txt").refused("DS-111", REFUSED);
  }

  @Test
  @DisplayName("with the locks of a true file on content of its own: told, not opened")
  void withTheLocksOfATrueFile() throws Exception {
    byte[] planted = plant(TeamKey.generate(team()));
    byte[] honest = Files.readAllBytes(place);
    System.arraycopy(honest, 0, planted, 0, 32 + 4096 + 32);
    Files.write(place, planted);

    victim.get("/brief.txt").refused("DS-113", REFUSED);
  }

  @Test
  @DisplayName("as rubbish under a true name: told, not opened")
  void asRubbish() throws Exception {
    Files.write(place, new byte[1 << 20]);

    victim.get("/brief.txt").refused("DS-101", REFUSED);
  }

  private Kid team() {
    return published.teams().iterator().next().id();
  }

  private byte[] plant(TeamKey team) throws Exception {
    LockKeys lock = new LockKeys(published.active(Line.MAIN).orElseThrow().key(), team);
    Metadata metadata = Metadata.of("brief.txt", team());
    ByteArrayOutputStream planted = new ByteArrayOutputStream();
    new Sealer(workers)
        .seal(
            new SealRequest(List.of(lock), metadata, Optional.of(new Stranger())),
            new ByteArrayInputStream("kwaad".getBytes(UTF_8)),
            planted);
    return planted.toByteArray();
  }

  private record Stranger(Kid device, SecretBytes seed) implements Signer {
    Stranger() {
      this(Kid.random(), Ed25519.newSeed());
    }

    @Override
    public byte[] sign(byte[] message) {
      return Ed25519.sign(seed, message);
    }
  }
}
