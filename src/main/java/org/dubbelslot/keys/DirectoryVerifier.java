package org.dubbelslot.keys;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Fetches one revision and believes nothing of it before it is verified, in this order: pin, chain
 * of custodian sets, quorum over the revision, hash of every listed file, content.
 */
final class DirectoryVerifier {
  private static final int MAX_SETS = 1_000;

  private final Pin pin;
  private final DirectorySource source;
  private final Map<String, byte[]> fetched = new HashMap<>();

  DirectoryVerifier(Pin pin, DirectorySource source) {
    this.pin = pin;
    this.source = source;
  }

  /**
   * The verified revision.
   *
   * @param local a copy that already has some of the listed files, to save fetching them again
   */
  KeyDirectory verify(long revision, DirectorySource local) throws DirectoryException {
    String top = DirectoryPaths.organisation(revision);
    byte[] bytes = fetch(top, DirectoryPaths.MAX_ORGANISATION_BYTES);
    Organisation organisation = OrganisationJson.read(top, bytes);
    if (!organisation.id().equals(pin.organisation())) {
      throw new DirectoryException.WrongOrganisation();
    }
    if (organisation.revision() != revision) {
      throw new DirectoryException.Malformed(top + ": revision");
    }
    CustodianSet set = walkTo(organisation.custodians());
    String signatures = DirectoryPaths.organisationSignatures(revision);
    set.requireQuorum(
        top,
        bytes,
        CustodiansJson.readSignatures(
            signatures, fetch(signatures, DirectoryPaths.MAX_SIGNATURES_BYTES)));

    Map<String, byte[]> listed = new LinkedHashMap<>();
    for (Map.Entry<String, ListedFile> file : organisation.files().entrySet()) {
      listed.put(file.getKey(), fetchListed(file.getKey(), file.getValue(), local));
    }
    return new KeyDirectory(
        pin,
        organisation,
        Digests.sha256Text(bytes),
        set,
        DirectoryContent.parse(listed),
        Map.copyOf(fetched));
  }

  /** Walks from the pinned set 1 to set {@code number}, each approved by the one before. */
  private CustodianSet walkTo(int number) throws DirectoryException {
    if (number > MAX_SETS) {
      throw new DirectoryException.BrokenChain(number);
    }
    CustodianSet before = null;
    String hashBefore = null;
    for (int n = 1; n <= number; n++) {
      String path = DirectoryPaths.custodians(n);
      byte[] bytes = fetch(path, DirectoryPaths.MAX_CUSTODIANS_BYTES);
      String hash = Digests.sha256Text(bytes);
      if (n == 1 && !hash.equals(pin.custodians())) {
        throw new DirectoryException.WrongOrganisation();
      }
      CustodianSet set = CustodiansJson.read(path, bytes);
      if (!set.organisation().equals(pin.organisation())) {
        throw new DirectoryException.WrongOrganisation();
      }
      if (set.number() != n || !set.previous().equals(Optional.ofNullable(hashBefore))) {
        throw new DirectoryException.BrokenChain(n);
      }
      String signaturesPath = DirectoryPaths.custodianSignatures(n);
      List<DirectorySignature> signatures =
          CustodiansJson.readSignatures(
              signaturesPath, fetch(signaturesPath, DirectoryPaths.MAX_SIGNATURES_BYTES));
      if (before != null) {
        before.requireQuorum(path, bytes, signatures);
      }
      set.requireQuorum(path, bytes, signatures);
      before = set;
      hashBefore = hash;
    }
    return before;
  }

  private byte[] fetchListed(String path, ListedFile file, DirectorySource local)
      throws DirectoryException {
    int maxBytes = DirectoryPaths.kindOf(path).orElseThrow().maxBytes();
    Optional<byte[]> kept = local.fetch(file.name(), maxBytes).filter(bytes -> isThat(file, bytes));
    byte[] bytes =
        kept.isPresent()
            ? kept.get()
            : source
                .fetch(file.name(), maxBytes)
                .filter(found -> isThat(file, found))
                .orElseThrow(() -> new DirectoryException.HalfCopied(file.name()));
    fetched.put(file.name(), bytes);
    return bytes;
  }

  private static boolean isThat(ListedFile file, byte[] bytes) {
    return bytes.length == file.size() && Digests.sha256Text(bytes).equals(file.sha256());
  }

  private byte[] fetch(String path, int maxBytes) throws DirectoryException {
    byte[] bytes =
        source.fetch(path, maxBytes).orElseThrow(() -> new DirectoryException.HalfCopied(path));
    fetched.put(path, bytes);
    return bytes;
  }
}
