package org.dubbelslot.keys;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A revision on its way to the directory: its exact bytes, what is new in it, and the signatures so
 * far. With a quorum over 1 it travels from custodian to custodian as a folder in the directory's
 * own layout.
 */
public final class Revision {
  private final long number;
  private final int set;
  private final byte[] top;
  private final Optional<byte[]> newSet;
  private final SortedMap<String, byte[]> files;
  private final List<DirectorySignature> signatures;
  private final List<DirectorySignature> setSignatures;

  Revision(
      long number,
      int set,
      byte[] top,
      Optional<byte[]> newSet,
      SortedMap<String, byte[]> files,
      List<DirectorySignature> signatures,
      List<DirectorySignature> setSignatures) {
    this.number = number;
    this.set = set;
    this.top = top;
    this.newSet = newSet;
    this.files = Collections.unmodifiableSortedMap(files);
    this.signatures = signatures;
    this.setSignatures = setSignatures;
  }

  /** The revision's number. */
  public long number() {
    return number;
  }

  /**
   * What it changes, for the next custodian to read before signing: logical paths that are new or
   * other than in {@code current}, those that it drops with a hyphen before them, {@code
   * custodians} for a new set, {@code expires} for another term and {@code organisation} for
   * another name, mark, recovery or log key.
   */
  public List<String> changesSince(KeyDirectory current) throws DirectoryException.Malformed {
    Organisation after = OrganisationJson.read(DirectoryPaths.organisation(number), top);
    Organisation before = current.organisation();
    List<String> changes = new ArrayList<>();
    boolean sameHead =
        after.id().equals(before.id())
            && after.name().equals(before.name())
            && after.example() == before.example()
            && after.recovery().equals(before.recovery())
            && after.logKeys().equals(before.logKeys());
    if (!sameHead) {
      changes.add("organisation");
    }
    if (after.custodians() != before.custodians()) {
      changes.add("custodians");
    }
    boolean sameTerm =
        Duration.between(after.issued(), after.expires())
            .equals(Duration.between(before.issued(), before.expires()));
    if (!sameTerm && !after.expires().equals(before.expires())) {
      changes.add("expires");
    }
    after.files().entrySet().stream()
        .filter(file -> !file.getValue().equals(before.files().get(file.getKey())))
        .forEach(file -> changes.add(file.getKey()));
    before.files().keySet().stream()
        .filter(path -> !after.files().containsKey(path))
        .forEach(path -> changes.add("-" + path));
    return changes;
  }

  /**
   * Requires that this continues {@code current} and brings no custodian set but the very next one.
   * Who signs a revision signs the set in it too: another one would be signed unseen, because
   * {@link #changesSince} tells of a set only by its number.
   *
   * @throws DirectoryException.WrongOrganisation when it is another organisation's
   * @throws DirectoryException.RolledBack when it continues something else
   * @throws DirectoryException.BrokenChain when its custodian set is neither the current one nor
   *     the next, or it brings a set without saying so
   */
  public void requireFollows(KeyDirectory current) throws DirectoryException {
    Organisation after = OrganisationJson.read(DirectoryPaths.organisation(number), top);
    if (!after.id().equals(current.organisation().id())) {
      throw new DirectoryException.WrongOrganisation();
    }
    if (!after.previous().equals(Optional.of(current.hash()))) {
      throw new DirectoryException.RolledBack(current.revision(), number);
    }
    int before = current.custodians().number();
    boolean holds = newSet.isPresent() ? bringsNext(newSet.get(), current) : set == before;
    if (!holds) {
      throw new DirectoryException.BrokenChain(set);
    }
  }

  private boolean bringsNext(byte[] brought, KeyDirectory current)
      throws DirectoryException.Malformed {
    CustodianSet next = CustodiansJson.read(DirectoryPaths.custodians(set), brought);
    return set == current.custodians().number() + 1
        && next.number() == set
        && next.organisation().equals(current.organisation().id())
        && next.previous().equals(Optional.of(current.custodiansHash()));
  }

  /** Who has signed so far. */
  public List<DirectorySignature> signatures() {
    return Collections.unmodifiableList(signatures);
  }

  /** The pin of an organisation whose first set this revision brings. */
  public Optional<Pin> pin() throws DirectoryException.Malformed {
    if (newSet.isEmpty() || set != 1) {
      return Optional.empty();
    }
    Organisation organisation = OrganisationJson.read(DirectoryPaths.organisation(number), top);
    return Optional.of(Pin.of(organisation.id(), newSet.get()));
  }

  /** This revision (and the custodian set that it brings) with one custodian's signature more. */
  public Revision signedBy(CustodianIdentity custodian) {
    return new Revision(
        number,
        set,
        top,
        newSet,
        files,
        with(signatures, custodian.sign(top)),
        newSet.isPresent() ? with(setSignatures, custodian.sign(newSet.get())) : setSignatures);
  }

  private static List<DirectorySignature> with(
      List<DirectorySignature> signatures, DirectorySignature added) {
    List<DirectorySignature> all = new ArrayList<>(signatures);
    all.removeIf(signature -> signature.custodian().equals(added.custodian()));
    all.add(added);
    return all;
  }

  /** Everything that this revision adds to a directory, by actual name, in the order of writing. */
  Map<String, byte[]> additions() {
    Map<String, byte[]> additions = new LinkedHashMap<>(files);
    newSet.ifPresent(
        bytes -> {
          additions.put(
              DirectoryPaths.custodianSignatures(set),
              CustodiansJson.writeSignatures(setSignatures));
          additions.put(DirectoryPaths.custodians(set), bytes);
        });
    additions.put(
        DirectoryPaths.organisationSignatures(number), CustodiansJson.writeSignatures(signatures));
    additions.put(DirectoryPaths.organisation(number), top);
    return additions;
  }

  /** Writes it to {@code folder}, for another custodian to sign. */
  public void save(Path folder) throws IOException {
    for (Map.Entry<String, byte[]> file : additions().entrySet()) {
      AtomicFiles.write(folder.resolve(file.getKey()), file.getValue());
    }
  }

  /**
   * Reads what another custodian prepared. Nothing is verified but its form: {@link
   * DirectoryPublisher#check} does that.
   */
  public static Revision load(Path folder, long number) throws DirectoryException {
    FolderSource source = new FolderSource(folder);
    String topPath = DirectoryPaths.organisation(number);
    byte[] top = required(source, topPath, DirectoryPaths.MAX_ORGANISATION_BYTES);
    Organisation organisation = OrganisationJson.read(topPath, top);
    if (organisation.revision() != number) {
      throw new DirectoryException.Malformed(topPath + ": revision");
    }
    SortedMap<String, byte[]> files = new TreeMap<>();
    for (Map.Entry<String, ListedFile> file : organisation.files().entrySet()) {
      if (!file.getValue().name().equals(DirectoryPaths.versioned(file.getKey(), number))) {
        continue; // an earlier revision's: it is published and never changes
      }
      int maxBytes = DirectoryPaths.kindOf(file.getKey()).orElseThrow().maxBytes();
      source
          .fetch(file.getValue().name(), maxBytes)
          .ifPresent(bytes -> files.put(file.getValue().name(), bytes));
    }
    int set = organisation.custodians();
    Optional<byte[]> newSet =
        source.fetch(DirectoryPaths.custodians(set), DirectoryPaths.MAX_CUSTODIANS_BYTES);
    return new Revision(
        number,
        set,
        top,
        newSet,
        files,
        signaturesIn(source, DirectoryPaths.organisationSignatures(number)),
        newSet.isPresent()
            ? signaturesIn(source, DirectoryPaths.custodianSignatures(set))
            : new ArrayList<>());
  }

  private static List<DirectorySignature> signaturesIn(FolderSource source, String path)
      throws DirectoryException {
    Optional<byte[]> bytes = source.fetch(path, DirectoryPaths.MAX_SIGNATURES_BYTES);
    return bytes.isPresent() ? CustodiansJson.readSignatures(path, bytes.get()) : new ArrayList<>();
  }

  private static byte[] required(FolderSource source, String path, int maxBytes)
      throws DirectoryException {
    return source.fetch(path, maxBytes).orElseThrow(() -> new DirectoryException.HalfCopied(path));
  }
}
