package org.dubbelslot.workplace.copies;

import java.nio.file.Files;
import org.dubbelslot.transfer.Document;
import org.dubbelslot.transfer.Documents;
import org.dubbelslot.transfer.Edited;

/** Changes that lie sealed on this computer, on their way back into the place. */
final class KeptCopy {
  private final Host host;
  private final CopyFolder folder;
  private final CopyFolder.Note note;
  private final Retry retry;
  private Copy.State state = new Copy.State.Changed();

  KeptCopy(Host host, CopyFolder folder, CopyFolder.Note note) {
    this.host = host;
    this.folder = folder;
    this.note = note;
    this.retry = new Retry(host.around().pace());
  }

  synchronized Copy snapshot() {
    return new Copy(
        folder.id(),
        note.place(),
        note.document().name(),
        note.document().file().item().id(),
        Copy.Kind.KEPT,
        state);
  }

  /** Whether it is time to try. */
  synchronized boolean isDue() {
    return !(state instanceof Copy.State.Saving) && retry.isDue(host.now());
  }

  /**
   * Brings all of it back.
   *
   * @return whether nothing is left of it
   */
  boolean deliver() {
    synchronized (this) {
      if (state instanceof Copy.State.Saving) {
        return false;
      }
      state = new Copy.State.Saving();
    }
    host.changed();
    try {
      for (KeptContent kept : folder.kept(host.seal())) {
        deliver(kept);
        Files.delete(kept.file());
      }
      folder.remove();
      return true;
    } catch (Exception e) {
      failed(e);
      return false;
    }
  }

  private void failed(Exception e) {
    synchronized (this) {
      state = new Copy.State.Failed(host.describe(e), retry.failed(host.now()));
    }
    host.changed();
  }

  private void deliver(KeptContent kept) throws Exception {
    Document document = note.document();
    Edited content = kept.content();
    try (Documents documents = host.writing(note.place())) {
      if (!CopyFolder.isMain(kept)) {
        Document put = documents.putBeside(document, kept.head().name(), content);
        host.tell(new CopyEvent.PutBeside(put.name()));
        return;
      }
      if (note.editing()
          && (documents.save(document, content) instanceof Documents.Outcome.Saved
              || documents.arrived(document, content).isPresent())) {
        host.tell(new CopyEvent.Recovered(document.name()));
        return;
      }
      Document ours = documents.putBeside(document, host.besideName(document.name()), content);
      host.tell(new CopyEvent.KeptBoth(document.name(), ours.name()));
    }
  }
}
