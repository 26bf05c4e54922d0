package org.dubbelslot.cli;

import org.dubbelslot.words.Failure;
import org.dubbelslot.words.FailureCode;

/** A command cannot go on, for a reason that the command line itself has found. */
public final class CommandException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Failure failure;

  /** With the arguments of the failure's sentence. */
  public CommandException(FailureCode code, Object... arguments) {
    super(code.code());
    this.failure = Failure.of(code, arguments);
  }

  /** What the person reads. */
  public Failure failure() {
    return failure;
  }
}
