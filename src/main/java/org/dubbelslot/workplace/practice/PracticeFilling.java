package org.dubbelslot.workplace.practice;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dubbelslot.crypto.SecretBytes;
import org.dubbelslot.drive.Drive;
import org.dubbelslot.drive.DriveException;
import org.dubbelslot.drive.DriveItem;
import org.dubbelslot.drive.OnConflict;
import org.dubbelslot.drive.UploadRequest;
import org.dubbelslot.drive.UploadSource;
import org.dubbelslot.files.SourceFile;
import org.dubbelslot.keys.KeyStoreException;
import org.dubbelslot.transfer.Conflict;
import org.dubbelslot.transfer.Entry;
import org.dubbelslot.transfer.Place;
import org.dubbelslot.transfer.Putter;
import org.dubbelslot.transfer.SealedTree;
import org.dubbelslot.words.Words;
import org.dubbelslot.workplace.Notice;
import org.dubbelslot.workplace.Person;
import org.dubbelslot.workplace.Services;
import org.dubbelslot.workplace.Workplace;

/** Puts the samples into the places of an invented member, as that member would. */
final class PracticeFilling {
  private final Services services;
  private final Words words;

  PracticeFilling(Services services, Words words) {
    this.services = services;
    this.words = words;
  }

  /**
   * Does it.
   *
   * @param sources an empty folder, in which the originals stay
   */
  void fill(Path sources) throws Exception {
    List<PracticeSamples.Sample> samples = PracticeSamples.in(words.language());
    try (Workplace workplace = new Workplace(services, new Member(words))) {
      for (PracticeSamples.Sample sample : samples) {
        Place place = workplace.place(sample.place());
        Path source = sample.writeInto(sources);
        if (sample.sealed()) {
          seal(workplace.writing(place), sample, source);
        } else {
          leaveReadable(workplace.drive(place), sample, source);
        }
      }
    }
  }

  private static void seal(SealedTree tree, PracticeSamples.Sample sample, Path source)
      throws Exception {
    Entry.Folder target = tree.root();
    for (String name : sample.folders()) {
      Optional<Entry> there = tree.find(target, name);
      target =
          there.isPresent() && there.get() instanceof Entry.Folder folder
              ? folder
              : tree.makeFolder(target, name);
    }
    new Putter(tree, new Putter.Options(Conflict.REPLACE, Optional.empty(), false))
        .put(SourceFile.of(source), target);
  }

  private static void leaveReadable(Drive drive, PracticeSamples.Sample sample, Path source)
      throws IOException {
    DriveItem target = drive.root();
    for (String name : sample.folders()) {
      target = folder(drive, target, name);
    }
    drive
        .upload(
            new UploadRequest(target.id(), sample.name(), Files.size(source), OnConflict.REPLACE))
        .send(UploadSource.of(source), sent -> {});
  }

  private static DriveItem folder(Drive drive, DriveItem parent, String name)
      throws DriveException {
    try {
      return drive.createFolder(parent.id(), name);
    } catch (DriveException.NameTaken e) {
      return drive.statPath(name);
    }
  }

  /** Whose device needs no passphrase, because the organisation is invented. */
  private record Member(Words words) implements Person {
    @Override
    public SecretBytes passphrase() throws KeyStoreException.PassphraseNeeded {
      throw new KeyStoreException.PassphraseNeeded();
    }

    @Override
    public void notice(Notice notice) {
      // Nobody sits at the practice environment while it is made.
    }

    @Override
    public void sent(long bytes) {
      // Nobody watches it.
    }
  }
}
