package org.dubbelslot;

import org.dubbelslot.cli.Training;

/** Started instead of {@link Dubbelslot} by the build, once, when the AOT cache is made. */
public final class CacheTraining {
  private CacheTraining() {}

  /** Exits as the first command that failed did. */
  public static void main(String[] args) throws Exception {
    System.exit(Training.run(Assembly::of));
  }
}
