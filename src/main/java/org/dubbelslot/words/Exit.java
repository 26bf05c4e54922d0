package org.dubbelslot.words;

/** The exit statuses of the command line. */
public final class Exit {
  /** Done. */
  public static final int DONE = 0;

  /** A failure on this computer. */
  public static final int LOCAL = 1;

  /** The command was called wrongly. */
  public static final int USAGE = 2;

  /** No key, or refused. */
  public static final int KEY = 3;

  /** The drive or the network. */
  public static final int DRIVE = 4;

  /** Damaged, altered or forged. */
  public static final int DAMAGED = 5;

  /** Some of several failed. */
  public static final int SOME = 6;

  /** Stopped by the person. */
  public static final int INTERRUPTED = 130;

  private Exit() {}
}
