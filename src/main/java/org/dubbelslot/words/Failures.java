package org.dubbelslot.words;

import java.io.IOException;
import java.util.Optional;
import org.dubbelslot.files.LocalFileException;
import org.dubbelslot.policy.PolicyException;

/**
 * Gives every failure of every room its place in the list. The switches are over sealed types: a
 * failure without a place does not compile.
 */
public final class Failures {
  private final Words words;

  /** Speaks {@code words}, where an argument of a failure is itself a word. */
  public Failures(Words words) {
    this.words = words;
  }

  /**
   * The failure behind {@code thrown}: its own type, or that of the nearest cause that has a place
   * in the list.
   *
   * @param subject the file, place or organisation that the command was busy with, if any; a
   *     failure that knows its own is not overruled
   */
  public Failure describe(Throwable thrown, Optional<String> subject) {
    String about = subject.orElseGet(() -> words.text("failure.this-file"));
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      Optional<Failure> known = known(cause, about);
      if (known.isPresent()) {
        return known.get();
      }
    }
    return thrown instanceof IOException
        ? Failure.of(FailureCode.INPUT_OUTPUT, about)
        : Failure.of(FailureCode.PROGRAM_FAULT, thrown.getClass().getSimpleName());
  }

  private Optional<Failure> known(Throwable thrown, String about) {
    return switch (thrown) {
      case LocalFileException local -> Optional.of(local(local));
      case PolicyException policy -> Optional.of(policy(policy));
      default -> Optional.empty();
    };
  }

  private Failure local(LocalFileException e) {
    return switch (e) {
      case LocalFileException.Missing f -> Failure.of(FailureCode.FILE_MISSING, f.path());
      case LocalFileException.Unreadable f -> Failure.of(FailureCode.FILE_UNREADABLE, f.path());
      case LocalFileException.Vanished f -> Failure.of(FailureCode.FILE_VANISHED, f.path());
      case LocalFileException.Changed f -> Failure.of(FailureCode.FILE_CHANGED, f.path());
      case LocalFileException.Folder f -> Failure.of(FailureCode.FILE_IS_FOLDER, f.path());
      case LocalFileException.Special f -> Failure.of(FailureCode.FILE_IS_SPECIAL, f.path());
      case LocalFileException.ReadFailed f -> Failure.of(FailureCode.FILE_READ_FAILED, f.path());
      case LocalFileException.Exists f -> Failure.of(FailureCode.TARGET_EXISTS, f.path());
      case LocalFileException.NoFolder f -> Failure.of(FailureCode.TARGET_FOLDER_MISSING, f.path());
      case LocalFileException.Unwritable f -> Failure.of(FailureCode.TARGET_UNWRITABLE, f.path());
      case LocalFileException.DiskFull f -> Failure.of(FailureCode.DISK_FULL, f.path());
      case LocalFileException.ImpossibleName f -> Failure.of(FailureCode.NAME_IMPOSSIBLE, f.path());
      case LocalFileException.Synchronised f ->
          Failure.of(FailureCode.TARGET_SYNCHRONISED, f.path(), f.folder());
      case LocalFileException.WriteFailed f -> Failure.of(FailureCode.WRITE_FAILED, f.path());
    };
  }

  private Failure policy(PolicyException e) {
    String whose = words.text("source." + e.source().text());
    return switch (e) {
      case PolicyException.Unreadable f -> Failure.of(FailureCode.POLICY_UNREADABLE, whose);
      case PolicyException.Malformed f -> Failure.of(FailureCode.POLICY_MALFORMED, whose);
      case PolicyException.UnknownSetting f ->
          Failure.of(FailureCode.POLICY_UNKNOWN_SETTING, whose, f.name());
      case PolicyException.BadValue f -> Failure.of(FailureCode.POLICY_BAD_VALUE, whose, f.name());
      case PolicyException.NothingLeft f ->
          Failure.of(FailureCode.POLICY_NOTHING_LEFT, whose, f.name());
    };
  }
}
