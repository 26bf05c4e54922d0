package org.dubbelslot.workplace;

import java.nio.file.Path;
import java.util.Optional;
import org.dubbelslot.files.LocalFileException;
import org.dubbelslot.files.SyncedFolders;

/** Keeps opened files out of folders that a sync client would send straight to the provider. */
public final class Synchronised {
  private Synchronised() {}

  /**
   * Refuses a synchronised target unless policy allows it or the person insists.
   *
   * @throws LocalFileException.Synchronised when it is one
   * @throws Exception as {@link Services#policy}
   */
  public static void refuse(Services services, Path target, boolean insists) throws Exception {
    if (insists || !services.policy().refuseSynchronisedTargets()) {
      return;
    }
    Optional<Path> folder = SyncedFolders.ofThisComputer().covering(target);
    if (folder.isPresent()) {
      throw new LocalFileException.Synchronised(target, folder.get());
    }
  }
}
