package org.dubbelslot;

import java.nio.file.Files;
import java.nio.file.Path;
import org.dubbelslot.cli.Training;
import org.dubbelslot.desktop.Rehearsal;
import org.dubbelslot.files.Trees;
import org.dubbelslot.workplace.Home;

/** Started instead of {@link Dubbelslot} by the build, when an AOT cache is made. */
public final class CacheTraining {
  private CacheTraining() {}

  /**
   * Exits as the first command that failed did, or with 1 when the window could not be gone
   * through.
   *
   * @param args the name of a {@link Training.Course}
   */
  public static void main(String[] args) throws Exception {
    Training.Course course = Training.Course.valueOf(args[0]);
    int exit = Training.run(Assembly::of, course);
    if (exit == 0 && course == Training.Course.ALL) {
      exit = window() ? 0 : 1;
    }
    System.exit(exit);
  }

  /** On no screen: whoever builds need not have one. */
  private static boolean window() throws Exception {
    System.setProperty("glass.platform", "Headless");
    System.setProperty("prism.order", "sw");
    System.setProperty("java.awt.headless", "true");
    Path folder = Files.createTempDirectory("dubbelslot-training-");
    try {
      return Rehearsal.run(Assembly::of, new Home(folder.resolve("home")), folder);
    } finally {
      Trees.delete(folder);
    }
  }
}
