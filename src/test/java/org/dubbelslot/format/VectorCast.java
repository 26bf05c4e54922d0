package org.dubbelslot.format;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.dubbelslot.crypto.Base64Url;
import org.dubbelslot.crypto.Ed25519;
import org.dubbelslot.crypto.Hkdf;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.crypto.SecretBytes;
import org.dubbelslot.crypto.XWing;

/**
 * Who appears in the vectors. Every key but the RSA key is SHA-256("dubbelslot vectors: " ‖ its
 * name here), or the first 16 bytes of that where it is an identifier.
 */
final class VectorCast {
  final OrganisationPrivateKey organisation = xwing("organisation");
  final OrganisationPrivateKey backup = xwing("backup organisation key");
  final OrganisationPrivateKey rsa;
  final TeamKey team = team("team", "team key");
  final TeamKey otherTeam = team("other team", "other team key");
  final Device device = new Device("device");
  final Device stranger = new Device("stranger");

  VectorCast() {
    this(OrganisationPrivateKey.generate(OrganisationAlgorithm.RSA_OAEP_256, 3072));
  }

  private VectorCast(OrganisationPrivateKey rsa) {
    this.rsa = rsa;
  }

  /** Without the key that takes long to make: its X-Wing key stands in for it. */
  static VectorCast withoutRsa() {
    return new VectorCast(xwing("organisation"));
  }

  /** A device that seals. */
  static final class Device implements Signer {
    private final SecretBytes seed;
    private final Kid kid;

    Device(String name) {
      seed = secret(name + " Ed25519");
      byte[] digest =
          OrganisationPublicKey.sha256(
              Hkdf.info(
                  "dubbelslot/1 device", XWing.publicKey(secret(name + " X-Wing")), publicKey()));
      kid = Kid.of(Arrays.copyOf(digest, Kid.BYTES));
    }

    byte[] publicKey() {
      return Ed25519.publicKey(seed);
    }

    @Override
    public Kid device() {
      return kid;
    }

    @Override
    public byte[] sign(byte[] message) {
      return Ed25519.sign(seed, message);
    }
  }

  static SecretBytes secret(String name) {
    return SecretBytes.wrap(
        OrganisationPublicKey.sha256(
            ("dubbelslot vectors: " + name).getBytes(StandardCharsets.UTF_8)));
  }

  static Kid id(String name) {
    return Kid.of(Arrays.copyOf(secret(name).bytes(), Kid.BYTES));
  }

  private static OrganisationPrivateKey xwing(String name) {
    return OrganisationPrivateKey.of(OrganisationAlgorithm.HPKE_X_WING, secret(name));
  }

  private static TeamKey team(String name, String key) {
    return TeamKey.of(id(name), secret(key));
  }

  /** The usual lock. */
  LockKeys lock() {
    return new LockKeys(organisation.publicKey(), team);
  }

  /** The usual request. */
  SealRequest request(Metadata metadata) {
    return request(metadata, lock());
  }

  SealRequest request(Metadata metadata, LockKeys... locks) {
    return new SealRequest(List.of(locks), metadata, Optional.of(device));
  }

  /** The usual metadata, with a document that is always the same. */
  Metadata metadata(String name) {
    Metadata random = Metadata.of(name, team.team());
    return new Metadata(
        random.name(),
        random.modified(),
        random.type(),
        random.size(),
        random.team(),
        FileId.of(id("document").bytes()),
        1,
        random.replaces(),
        random.keepUntil(),
        random.classification());
  }

  /** A crooked sealer for the usual request. */
  CrookedSealer crooked() {
    return new CrookedSealer(request(metadata("verslag.docx")));
  }

  static SealedVector.Field line(OrganisationPrivateKey key) {
    return new SealedVector.Field(
        "organisation-key",
        key.publicKey().alg().jose() + " " + Base64Url.encode(key.encoded().bytes()));
  }

  static SealedVector.Field line(TeamKey key) {
    return new SealedVector.Field(
        "team-key", key.team() + " " + Base64Url.encode(key.key().bytes()));
  }

  static SealedVector.Field line(Device device, String status) {
    return new SealedVector.Field(
        "signer", device.device() + " " + Base64Url.encode(device.publicKey()) + " " + status);
  }

  /** The lines of the usual keys. */
  List<SealedVector.Field> keys() {
    return List.of(line(team), line(organisation), line(device, "known"));
  }
}
