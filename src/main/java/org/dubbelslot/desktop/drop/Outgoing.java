package org.dubbelslot.desktop.drop;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dubbelslot.desktop.common.Frame;
import org.dubbelslot.files.SyncedFolders;
import org.dubbelslot.format.OpenOptions;
import org.dubbelslot.transfer.Conflict;
import org.dubbelslot.transfer.Entry;
import org.dubbelslot.transfer.Getter;
import org.dubbelslot.transfer.Intake;
import org.dubbelslot.transfer.Place;
import org.dubbelslot.transfer.TakeOut;
import org.dubbelslot.transfer.TransferBatch;
import org.dubbelslot.workplace.Workplace;

/**
 * What leaves the window, opened: small files as copies that other programs take, all else into a
 * folder that the person chooses. Without a toolkit; what a method asks of disk or drive belongs on
 * no screen's thread, and says so.
 */
final class Outgoing {
  /** More than that is saved, not dragged: nobody holds a mouse button that long. */
  static final long MOST = 32L << 20;

  private final OutgoingCopies copies;
  private final SyncedFolders synced;

  Outgoing(OutgoingCopies copies, SyncedFolders synced) {
    this.copies = copies;
    this.synced = synced;
  }

  /**
   * What is taken out.
   *
   * @param place where it lies
   */
  record Selection(Place place, List<Entry> entries) {
    Selection {
      entries = List.copyOf(entries);
    }

    /** Whether all of it can be opened while a mouse button is held. */
    boolean isSmall() {
      long bytes = 0;
      for (Entry entry : entries) {
        if (!(entry instanceof Entry.SealedFile file)) {
          return false;
        }
        bytes += file.item().size();
      }
      return !entries.isEmpty() && bytes <= MOST;
    }

    /** Whether anything of it can be opened at all. */
    boolean canLeave() {
      return entries.stream()
          .anyMatch(entry -> entry instanceof Entry.SealedFile || entry instanceof Entry.Folder);
    }
  }

  /** Opens all files; not on the screen's thread. */
  List<File> open(Selection selection) throws Exception {
    List<File> opened = new ArrayList<>();
    for (Entry entry : selection.entries()) {
      opened.add(copies.opened(selection.place(), (Entry.SealedFile) entry).toFile());
    }
    return opened;
  }

  /**
   * The synchronised folder that a target lies in, where policy minds; reads the disk.
   *
   * @param target where plaintext would be written
   */
  Optional<Path> minded(Workplace workplace, Path target) throws Exception {
    return workplace.policy().refuseSynchronisedTargets()
        ? synced.covering(target)
        : Optional.empty();
  }

  /**
   * The synchronised folder that one most probably drags to, where policy minds: a desktop that a
   * sync client sends on. Reads the disk.
   */
  Optional<Path> mindedDesktop(Workplace workplace) throws Exception {
    for (String name : List.of("Desktop", "Bureaublad", "Documents", "Documenten")) {
      Optional<Path> folder = minded(workplace, synced.userHome().resolve(name));
      if (folder.isPresent()) {
        return folder;
      }
    }
    return Optional.empty();
  }

  /** Has all of it opened in a folder, as transfers; not on the screen's thread. */
  Intake.Added save(Workplace workplace, Selection selection, Path folder) throws Exception {
    Getter.Options options = new Getter.Options(Conflict.BOTH, OpenOptions.STRICT, false);
    try (TransferBatch batch = workplace.transferService().begin()) {
      return new TakeOut(selection.place(), options).add(batch, selection.entries(), folder);
    }
  }

  /** What the person has to be told only once. */
  static boolean isKnown(Frame frame) {
    return frame.settings().holds("drop.synced-desktop-known");
  }

  /** It was told. */
  static void known(Frame frame) {
    frame.settings().put("drop.synced-desktop-known", true);
  }
}
