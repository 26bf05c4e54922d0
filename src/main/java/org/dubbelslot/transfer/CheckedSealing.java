package org.dubbelslot.transfer;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dubbelslot.drive.ByteRange;
import org.dubbelslot.drive.DriveException;
import org.dubbelslot.drive.DriveItem;
import org.dubbelslot.drive.OnConflict;
import org.dubbelslot.files.LocalFileException;
import org.dubbelslot.format.FileId;
import org.dubbelslot.format.FormatException;
import org.dubbelslot.format.Metadata;
import org.dubbelslot.format.OpenOptions;
import org.dubbelslot.format.Opener;
import org.dubbelslot.format.SealException;
import org.dubbelslot.names.NameException;
import org.dubbelslot.names.NameRules;
import org.dubbelslot.names.ShownNames;
import org.dubbelslot.names.WrittenName;

/**
 * Puts the sealed copy of something into a folder of a place, and makes sure that it can be relied
 * on before what it replaces is removed: the copy is read back from the drive, opened and compared.
 * For one run, and one thread.
 */
final class CheckedSealing {
  private final SealedTree tree;
  private final Map<String, List<Entry>> listed = new HashMap<>();

  CheckedSealing(SealedTree tree) {
    this.tree = tree;
  }

  /**
   * A sealed copy that holds what it should.
   *
   * @param name its true name
   * @param made what was sealed now; empty when an earlier run had made the copy
   */
  record Copy(DriveItem item, String name, Optional<Made> made) {}

  /** What a copy says about itself, and which sealing it is. */
  record Made(Metadata metadata, FileId id) {}

  /**
   * Makes the copy under the metadata's name, or under a numbered one where another file has that.
   *
   * @param content what is sealed; asked anew where it has to be compared
   * @throws TransferException.NotVerified when what is read back is not what was sealed; it is
   *     removed again then
   */
  Copy make(Parcel.Plaintext content, Metadata metadata, Entry.Folder folder)
      throws IOException, SealException, TransferException, NameException, FormatException {
    String name = NameRules.check(metadata.name());
    List<Entry> there = list(folder);
    Optional<Entry.SealedFile> earlier = sealed(there, name);
    if (earlier.isPresent() && holds(earlier.get(), content)) {
      return new Copy(earlier.get().item(), name, Optional.empty());
    }
    String free = earlier.isPresent() ? free(there, name) : name;
    WrittenName written = tree.fileName(folder, free);
    Parcel.Address address =
        new Parcel.Address(folder.item().id(), written.text(), OnConflict.FAIL, Optional.empty());
    MessageDigest digest = Digests.sha256();
    Metadata told = metadata.withName(free);
    Parcel parcel = new Parcel(told, () -> new Noted(content.open(), digest), address);
    Uploader.Arrived arrived = tree.uploads().once(tree.drive(), tree.access(), parcel);
    verify(arrived.item(), digest.digest());
    boolean fullForm = written.form() == WrittenName.Form.FULL;
    there.add(new Entry.SealedFile(arrived.item(), free, fullForm, folder));
    return new Copy(arrived.item(), free, Optional.of(new Made(told, arrived.id())));
  }

  /** Removes what the copy replaces, which is to be as it was when the copy was made. */
  @FunctionalInterface
  interface Removal<T> {
    /** Does it. */
    T remove() throws DriveException;
  }

  /**
   * Lets a copy take the place of what it was made of. What was sealed now is remembered only then:
   * else the file that stays would be taken for one that was rolled back.
   *
   * @throws ReplaceException.Changed when that was changed meanwhile; the copy is taken back
   */
  <T> T replace(Copy copy, Entry.Folder folder, Removal<T> removal)
      throws DriveException, LocalFileException, ReplaceException {
    T removed;
    try {
      removed = removal.remove();
    } catch (DriveException.Stopped e) {
      throw e;
    } catch (DriveException.Changed changed) {
      try {
        withdraw(copy, folder);
      } catch (DriveException e) {
        throw new ReplaceException.BothRemain(e);
      }
      throw new ReplaceException.Changed(changed);
    } catch (DriveException e) {
      throw new ReplaceException.BothRemain(e);
    }
    if (copy.made().isPresent()) {
      Made made = copy.made().get();
      tree.remember(made.metadata(), new Uploader.Arrived(copy.item(), made.id()));
    }
    return removed;
  }

  /** Takes a copy back that this run made; one of an earlier run stays. */
  private void withdraw(Copy copy, Entry.Folder folder) throws DriveException {
    if (copy.made().isPresent()) {
      tree.drive().delete(copy.item().id(), copy.item().eTag());
      list(folder).removeIf(entry -> entry.item().id().equals(copy.item().id()));
    }
  }

  private List<Entry> list(Entry.Folder folder) throws DriveException {
    List<Entry> known = listed.get(folder.item().id());
    if (known == null) {
      known = new ArrayList<>(tree.list(folder));
      listed.put(folder.item().id(), known);
    }
    return known;
  }

  private static Optional<Entry.SealedFile> sealed(List<Entry> there, String name) {
    String wanted = NameRules.caseFolded(name);
    return there.stream()
        .filter(entry -> entry instanceof Entry.SealedFile)
        .map(entry -> (Entry.SealedFile) entry)
        .filter(entry -> NameRules.caseFolded(entry.name()).equals(wanted))
        .findFirst();
  }

  private static String free(List<Entry> there, String name) {
    List<String> names = new ArrayList<>(there.stream().map(Entry::name).toList());
    names.add(name);
    return ShownNames.distinct(names).getLast();
  }

  /** Whether a run that was broken off before its last step had made the copy. */
  private boolean holds(Entry.SealedFile file, Parcel.Plaintext content) throws IOException {
    try (InputStream original = content.open();
        ComparingOutput comparing = new ComparingOutput(original)) {
      open(file.item(), comparing);
      comparing.requireEnd();
      return true;
    } catch (ComparingOutput.Differs | FormatException another) {
      return false;
    }
  }

  private void open(DriveItem item, OutputStream out) throws IOException, FormatException {
    try (InputStream sealed = tree.drive().read(item.id(), ByteRange.ALL)) {
      new Opener(tree.uploads().workers())
          .open(sealed, tree.access().opening(), OpenOptions.STRICT, out);
    }
  }

  private void verify(DriveItem item, byte[] expected)
      throws IOException, TransferException, FormatException {
    Digests.Hashing opened = new Digests.Hashing(OutputStream.nullOutputStream());
    try {
      open(item, opened);
      if (!MessageDigest.isEqual(opened.digest(), expected)) {
        throw new TransferException.NotVerified();
      }
    } catch (FormatException | TransferException e) {
      // A copy that does not open would look like one that does.
      tree.drive().delete(item.id(), item.eTag());
      throw e;
    }
  }

  /** Takes the digest of what is sealed. */
  private static final class Noted extends FilterInputStream {
    private final MessageDigest digest;

    Noted(InputStream in, MessageDigest digest) {
      super(in);
      this.digest = digest;
      digest.reset();
    }

    @Override
    public int read() throws IOException {
      int value = super.read();
      if (value >= 0) {
        digest.update((byte) value);
      }
      return value;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int count = super.read(target, offset, length);
      if (count > 0) {
        digest.update(target, offset, count);
      }
      return count;
    }
  }
}
