package org.dubbelslot.desktop.drop;

import java.time.LocalDate;
import java.util.Optional;
import org.dubbelslot.policy.DocumentClass;
import org.dubbelslot.transfer.Conflict;
import org.dubbelslot.transfer.Putter;

/** What is to be done with what was dropped. */
record DropAnswer(
    Optional<DocumentClass> kind,
    Optional<LocalDate> keepUntil,
    boolean removeOriginal,
    Conflict conflict) {

  Putter.Options options() {
    return new Putter.Options(conflict, keepUntil, removeOriginal, kind.map(DocumentClass::name));
  }

  /** The last day of what is kept for that long from today on; never, where nothing says so. */
  static Optional<LocalDate> keepUntil(DocumentClass kind, LocalDate today) {
    return kind.keep().isZero() ? Optional.empty() : Optional.of(today.plus(kind.keep()));
  }
}
