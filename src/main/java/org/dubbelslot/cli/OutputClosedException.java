package org.dubbelslot.cli;

/** Whoever read our output has stopped reading: the command ends without a word. */
final class OutputClosedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  OutputClosedException(Throwable cause) {
    super(cause);
  }
}
