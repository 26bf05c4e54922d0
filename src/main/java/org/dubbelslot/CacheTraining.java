package org.dubbelslot;

import org.dubbelslot.cli.Training;

/** Started instead of {@link Dubbelslot} by the build, when an AOT cache is made. */
public final class CacheTraining {
  private CacheTraining() {}

  /**
   * Exits as the first command that failed did.
   *
   * @param args the name of a {@link Training.Course}
   */
  public static void main(String[] args) throws Exception {
    System.exit(Training.run(Assembly::of, Training.Course.valueOf(args[0])));
  }
}
