package org.dubbelslot.workplace.copies;

import java.nio.file.Path;
import org.dubbelslot.files.SourceFile;
import org.dubbelslot.transfer.Document;
import org.dubbelslot.transfer.Documents;
import org.dubbelslot.transfer.Entry;
import org.dubbelslot.transfer.Getter;
import org.dubbelslot.transfer.Place;

/** Makes the copy of a file that another program can be given. For any number of threads. */
final class CopyMaker {
  private static final String NEUTRAL = "Document";

  private final Host host;

  CopyMaker(Host host) {
    this.host = host;
  }

  /** How the content of a copy comes. */
  @FunctionalInterface
  interface Fetching {
    Document fetch(Documents documents, Path target) throws Exception;
  }

  /**
   * Makes one.
   *
   * @param folder where; its caller's to remove when this fails
   * @throws Exception as {@link Fetching}, or when the copy cannot be written
   */
  WorkingCopy make(
      CopyFolder folder, Place place, Entry.SealedFile file, Copy.Kind kind, Fetching fetching)
      throws Exception {
    boolean editing = kind == Copy.Kind.EDITING;
    Path target = folder.files().resolve(localName(file.name()));
    Document document;
    try (Documents documents = editing ? host.writing(place.name()) : host.reading(place.name())) {
      document = fetching.fetch(documents, target);
    }
    if (!editing) {
      CopyFolder.protect(target);
    }
    CopyFolder.Note note =
        new CopyFolder.Note(place.name(), document, target.getFileName().toString(), editing);
    folder.write(note, host.seal());
    byte[] clean = CopyFolder.hash(SourceFile.of(target));
    // From here on another program may have it.
    folder.writeClean(clean);
    return new WorkingCopy(host, folder, note, kind, clean);
  }

  private String localName(String name) throws Exception {
    String local = Getter.localName(name);
    if (!host.workplace().policy().neutralCopyNames()) {
      return local;
    }
    int dot = local.lastIndexOf('.');
    String extension = dot < 0 ? "" : local.substring(dot);
    return NEUTRAL + (extension.matches("\\.[A-Za-z0-9]{1,10}") ? extension : "");
  }
}
