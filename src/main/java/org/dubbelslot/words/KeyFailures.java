package org.dubbelslot.words;

import org.dubbelslot.age.AgeException;
import org.dubbelslot.keys.DirectoryException;
import org.dubbelslot.keys.EnrolmentException;
import org.dubbelslot.keys.KeyStoreException;

/** Failures of keys and of the organisation's key directory. */
final class KeyFailures {
  private KeyFailures() {}

  static Failure of(KeyStoreException e) {
    return switch (e) {
      case KeyStoreException.Missing f -> Failure.of(FailureCode.NO_KEYS);
      case KeyStoreException.AlreadyThere f -> Failure.of(FailureCode.KEYS_THERE_ALREADY);
      case KeyStoreException.WrongPassphrase f -> Failure.of(FailureCode.WRONG_PASSPHRASE);
      case KeyStoreException.PassphraseNeeded f -> Failure.of(FailureCode.PASSPHRASE_NEEDED);
      case KeyStoreException.Damaged f -> Failure.of(FailureCode.KEY_FILE_DAMAGED);
      case KeyStoreException.UnprotectedRefused f -> Failure.of(FailureCode.UNPROTECTED_REFUSED);
      case KeyStoreException.Storage f -> Failure.of(FailureCode.KEY_STORAGE);
    };
  }

  static Failure of(AgeException e, Words words) {
    return switch (e) {
      case AgeException.WrongPassphrase f -> Failure.of(FailureCode.WRONG_PASSPHRASE);
      case AgeException.NoMatchingIdentity f ->
          f.passphraseAsked()
              ? Failure.of(FailureCode.PASSPHRASE_NEEDED)
              : Failure.of(FailureCode.KEY_FOR_OTHERS);
      case AgeException.WorkFactorTooHigh f ->
          Failure.of(FailureCode.KEY_WORK_TOO_HIGH, f.workFactor(), f.limit());
      case AgeException.TooLittleMemory f ->
          Failure.of(FailureCode.KEY_MEMORY, words.size(f.needed()));
      case AgeException.KeyMalformed f -> Failure.of(FailureCode.KEY_TEXT_MALFORMED);
      case AgeException.NotAge f -> Failure.of(FailureCode.KEY_FILE_DAMAGED);
      case AgeException.UnsupportedVersion f -> Failure.of(FailureCode.KEY_FILE_DAMAGED);
      case AgeException.ArmorMalformed f -> Failure.of(FailureCode.KEY_FILE_DAMAGED);
      case AgeException.HeaderMalformed f -> Failure.of(FailureCode.KEY_FILE_DAMAGED);
      case AgeException.HeaderCutShort f -> Failure.of(FailureCode.KEY_FILE_DAMAGED);
      case AgeException.HeaderMac f -> Failure.of(FailureCode.KEY_FILE_DAMAGED);
      case AgeException.PayloadAltered f -> Failure.of(FailureCode.KEY_FILE_DAMAGED);
      case AgeException.PayloadCutShort f -> Failure.of(FailureCode.KEY_FILE_DAMAGED);
      case AgeException.PayloadTrailing f -> Failure.of(FailureCode.KEY_FILE_DAMAGED);
    };
  }

  static Failure of(EnrolmentException e, String request) {
    return switch (e) {
      case EnrolmentException.Malformed f -> Failure.of(FailureCode.REQUEST_MALFORMED, request);
      case EnrolmentException.BadProof f -> Failure.of(FailureCode.REQUEST_PROOF_FALSE, request);
      case EnrolmentException.OtherPin f -> Failure.of(FailureCode.REQUEST_OTHER_PIN, request);
      case EnrolmentException.AlreadyEnrolled f -> Failure.of(FailureCode.ALREADY_ENROLLED);
    };
  }

  static Failure of(DirectoryException e) {
    return switch (e) {
      case DirectoryException.NotFound f -> Failure.of(FailureCode.DIRECTORY_NOT_FOUND);
      case DirectoryException.Unreachable f -> Failure.of(FailureCode.DIRECTORY_UNREACHABLE);
      case DirectoryException.BadSignature f ->
          Failure.of(FailureCode.DIRECTORY_SIGNATURE_FALSE, f.where());
      case DirectoryException.QuorumMissing f ->
          Failure.of(FailureCode.DIRECTORY_QUORUM_MISSING, f.where(), f.valid(), f.needed());
      case DirectoryException.BrokenChain f ->
          Failure.of(FailureCode.DIRECTORY_CHAIN_BROKEN, f.set());
      case DirectoryException.RolledBack f ->
          Failure.of(FailureCode.DIRECTORY_ROLLED_BACK, f.seen(), f.offered());
      case DirectoryException.Expired f -> Failure.of(FailureCode.DIRECTORY_EXPIRED, f.since());
      case DirectoryException.WrongOrganisation f ->
          Failure.of(FailureCode.DIRECTORY_WRONG_ORGANISATION);
      case DirectoryException.HalfCopied f ->
          Failure.of(FailureCode.DIRECTORY_HALF_COPIED, f.where());
      case DirectoryException.Malformed f -> Failure.of(FailureCode.DIRECTORY_MALFORMED, f.where());
      case DirectoryException.ExampleRefused f -> Failure.of(FailureCode.EXAMPLE_REFUSED);
      case DirectoryException.LocalCopy f -> Failure.of(FailureCode.DIRECTORY_COPY_FAILED);
    };
  }
}
