package org.dubbelslot.desktop.inspect;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.dubbelslot.floe.FloeWorkers;
import org.dubbelslot.format.Metadata;
import org.dubbelslot.format.OrganisationAlgorithm;
import org.dubbelslot.format.SealRequest;
import org.dubbelslot.format.Sealer;
import org.dubbelslot.format.TestKeys;

/** Files as people have them: sealed, readable, damaged. */
final class Samples {
  static final int SIZE = 48_213;
  static final String SECRET_NAME = "Jaarcijfers 2026.xlsx";

  private final Path folder;
  private final TestKeys keys = new TestKeys();
  final TestKeys.Member member;
  private final byte[] sealed;

  Samples(Path folder, OrganisationAlgorithm algorithm) throws Exception {
    this.folder = folder;
    this.member = keys.member(algorithm);
    this.sealed = seal(member.request(metadata()));
  }

  Path sealed() throws Exception {
    return write("k7q2x.dslot", sealed);
  }

  Path sealedTwice() throws Exception {
    SealRequest request =
        new SealRequest(
            List.of(member.lock(), keys.member(OrganisationAlgorithm.RSA_OAEP_256).lock()),
            metadata(),
            Optional.of(member.signer()));
    return write("twee paren.dslot", seal(request));
  }

  Path readable() throws Exception {
    return write(
        "Offerte dakgoot.csv",
        "Naam;Adres;Bedrag\nJ. de Vries;Kerkstraat 12, Utrecht;1.240,00\n".getBytes(UTF_8));
  }

  /** Says that its locks are longer than any may be. */
  Path damaged() throws Exception {
    byte[] bytes = sealed.clone();
    bytes[28] = 0x7f;
    return write("beschadigd.dslot", bytes);
  }

  Path newer() throws Exception {
    byte[] bytes = sealed.clone();
    bytes[8] = 2;
    return write("nieuwer.dslot", bytes);
  }

  Path cutShort() throws Exception {
    return write("half.dslot", Arrays.copyOf(sealed, 6000));
  }

  Path write(String name, byte[] bytes) throws Exception {
    return Files.write(folder.resolve(name), bytes);
  }

  private Metadata metadata() {
    return Metadata.of(SECRET_NAME, member.team().team());
  }

  private static byte[] seal(SealRequest request) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (FloeWorkers workers = FloeWorkers.pool(1)) {
      new Sealer(workers).seal(request, new ByteArrayInputStream(new byte[SIZE]), out);
    }
    return out.toByteArray();
  }
}
