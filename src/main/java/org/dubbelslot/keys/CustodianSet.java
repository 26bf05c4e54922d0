package org.dubbelslot.keys;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dubbelslot.crypto.Kid;

/**
 * The custodians of an organisation at one time.
 *
 * @param organisation whose
 * @param number 1 for the first
 * @param previous SHA-256 (base64url) of the set before; absent for the first
 * @param quorum how many of them sign
 * @param custodians who they are
 */
public record CustodianSet(
    Kid organisation,
    int number,
    Optional<String> previous,
    int quorum,
    List<Custodian> custodians) {
  /** More than these are refused. */
  static final int MAX_CUSTODIANS = 32;

  /**
   * Checks that the quorum can be reached.
   *
   * @throws IllegalArgumentException when it cannot, or a custodian stands there twice
   */
  public CustodianSet {
    custodians = List.copyOf(custodians);
    Set<Kid> ids = new HashSet<>();
    custodians.forEach(custodian -> ids.add(custodian.id()));
    if (ids.size() != custodians.size() || custodians.size() > MAX_CUSTODIANS) {
      throw new IllegalArgumentException("a custodian stands there twice, or there are too many");
    }
    if (quorum < 1 || quorum > custodians.size()) {
      throw new IllegalArgumentException("a quorum lies between 1 and the number of custodians");
    }
    if (number < 1 || previous.isPresent() != number > 1) {
      throw new IllegalArgumentException("every set but the first follows another");
    }
  }

  /** The custodian of that identifier. */
  public Optional<Custodian> custodian(Kid id) {
    return custodians.stream().filter(custodian -> custodian.id().equals(id)).findFirst();
  }

  /** How many different custodians of this set validly signed {@code signed}. */
  int validSignatures(byte[] signed, List<DirectorySignature> signatures) {
    Set<Kid> valid = new HashSet<>();
    for (DirectorySignature signature : signatures) {
      custodian(signature.custodian())
          .filter(custodian -> custodian.verifies(signed, signature))
          .ifPresent(custodian -> valid.add(custodian.id()));
    }
    return valid.size();
  }

  /**
   * Requires a quorum of this set over {@code signed}.
   *
   * @param where the signed file, for the failure
   * @throws DirectoryException.BadSignature when one of this set's custodians is named as signer
   *     but its signature does not hold
   * @throws DirectoryException.QuorumMissing when too few signed
   */
  void requireQuorum(String where, byte[] signed, List<DirectorySignature> signatures)
      throws DirectoryException {
    int valid = validSignatures(signed, signatures);
    if (valid >= quorum) {
      return;
    }
    boolean named =
        signatures.stream().anyMatch(signature -> custodian(signature.custodian()).isPresent());
    boolean allHold =
        signatures.stream()
            .allMatch(
                signature ->
                    custodian(signature.custodian())
                        .map(custodian -> custodian.verifies(signed, signature))
                        .orElse(true));
    if (named && !allHold) {
      throw new DirectoryException.BadSignature(where);
    }
    throw new DirectoryException.QuorumMissing(where, valid, quorum);
  }
}
