package org.dubbelslot.keys;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.dubbelslot.crypto.Kid;

/**
 * Reads an organisation's key directory and keeps the last verified revision in this device's home,
 * so that files open without network and nobody can roll the organisation back.
 *
 * <p>It may be read while it is being published: whatever is missing or hashes otherwise makes the
 * whole attempt fail, and the revision verified before stays.
 */
public final class DirectoryReader {
  private static final int ATTEMPTS = 3;

  private final DirectorySource source;
  private final Pin pin;
  private final DirectoryCache cache;

  /**
   * A reader that trusts nothing but {@code pin}.
   *
   * @param source where the directory is published
   * @param home this device's home; the copy lives in {@code directory/} below it
   */
  public DirectoryReader(DirectorySource source, Path home, Pin pin) {
    this.source = source;
    this.pin = pin;
    this.cache = new DirectoryCache(home.resolve("directory"));
  }

  /**
   * What a caller works with.
   *
   * @param directory a verified revision
   * @param trouble why it is not the newest, if that could not be had or was not believed
   */
  public record View(KeyDirectory directory, Optional<DirectoryException> trouble) {}

  /**
   * The pin that an unverified directory would have: for a device that has none from policy.
   * Whether it is the right one is settled when the custodian compares the code of the enrolment
   * request.
   */
  public static Pin firstContact(DirectorySource source) throws DirectoryException {
    long revision = latest(source);
    String top = DirectoryPaths.organisation(revision);
    byte[] organisation =
        source
            .fetch(top, DirectoryPaths.MAX_ORGANISATION_BYTES)
            .orElseThrow(() -> new DirectoryException.HalfCopied(top));
    String first = DirectoryPaths.custodians(1);
    byte[] set =
        source
            .fetch(first, DirectoryPaths.MAX_CUSTODIANS_BYTES)
            .orElseThrow(() -> new DirectoryException.HalfCopied(first));
    return Pin.of(OrganisationJson.read(top, organisation).id(), set);
  }

  /** The newest revision; if it cannot be had, the last verified one and the reason. */
  public View read() throws DirectoryException {
    try {
      return new View(refresh(), Optional.empty());
    } catch (DirectoryException trouble) {
      Optional<KeyDirectory> kept = lastVerified();
      if (kept.isEmpty()) {
        throw trouble;
      }
      return new View(kept.get(), Optional.of(trouble));
    }
  }

  /**
   * Fetches and verifies the newest revision and keeps it.
   *
   * @throws DirectoryException when there is none newer or equal that can be believed; what was
   *     verified before is untouched
   */
  public KeyDirectory refresh() throws DirectoryException {
    DirectoryException.HalfCopied trouble = null;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        return refreshOnce();
      } catch (DirectoryException.HalfCopied e) {
        trouble = e;
      }
    }
    throw trouble;
  }

  private KeyDirectory refreshOnce() throws DirectoryException {
    Optional<SeenRevision> seen = cache.seen();
    long offered = latest(source);
    if (seen.isPresent() && offered < seen.get().revision()) {
      offered = withinStaleHint(seen.get(), offered);
    }
    KeyDirectory directory = new DirectoryVerifier(pin, source).verify(offered, cache.source());
    if (seen.isPresent()) {
      requireFollows(seen.get(), directory);
    }
    if (seen.isEmpty() || !seen.get().equals(SeenRevision.of(directory))) {
      cache.keep(directory);
    }
    return directory;
  }

  /** A hint that lags behind is harmless while the revision that was seen still lies there. */
  private long withinStaleHint(SeenRevision seen, long offered) throws DirectoryException {
    boolean stillThere =
        source
            .fetch(
                DirectoryPaths.organisation(seen.revision()), DirectoryPaths.MAX_ORGANISATION_BYTES)
            .map(Digests::sha256Text)
            .filter(seen.sha256()::equals)
            .isPresent();
    if (!stillThere) {
      throw new DirectoryException.RolledBack(seen.revision(), offered);
    }
    return seen.revision();
  }

  private void requireFollows(SeenRevision seen, KeyDirectory directory) throws DirectoryException {
    long offered = directory.revision();
    boolean sameButOther = offered == seen.revision() && !directory.hash().equals(seen.sha256());
    boolean otherPast =
        offered == seen.revision() + 1
            && !directory.organisation().previous().equals(Optional.of(seen.sha256()));
    if (offered < seen.revision() || sameButOther || otherPast) {
      throw new DirectoryException.RolledBack(seen.revision(), offered);
    }
    if (directory.custodians().number() < seen.custodians()) {
      throw new DirectoryException.BrokenChain(directory.custodians().number());
    }
    String lastSet = DirectoryPaths.custodians(seen.custodians());
    Optional<byte[]> known = cache.source().fetch(lastSet, DirectoryPaths.MAX_CUSTODIANS_BYTES);
    if (known.isPresent() && !Arrays.equals(known.get(), directory.allFiles().get(lastSet))) {
      // The set before may have signed two successors: the one that was seen stays.
      throw new DirectoryException.BrokenChain(seen.custodians());
    }
  }

  /** The revision kept in this device's home, verified anew; empty before the first. */
  public Optional<KeyDirectory> lastVerified() throws DirectoryException {
    Optional<SeenRevision> seen = cache.seen();
    if (seen.isEmpty()) {
      return Optional.empty();
    }
    KeyDirectory directory =
        new DirectoryVerifier(pin, cache.source()).verify(seen.get().revision(), cache.source());
    requireFollows(seen.get(), directory);
    return Optional.of(directory);
  }

  /**
   * Whether a custodian has stopped {@code device} since {@code directory} was published, in a way
   * that no quorum has lifted.
   */
  public Optional<Suspension> suspension(KeyDirectory directory, Kid device)
      throws DirectoryException {
    return Suspension.inForce(source, directory, device);
  }

  /** The grants for {@code device} that lie in the directory, by key version; unread. */
  public Map<Kid, byte[]> grants(KeyDirectory directory, Kid device) throws DirectoryException {
    return Grants.fetch(source, directory, device);
  }

  private static long latest(DirectorySource source) throws DirectoryException {
    byte[] hint =
        source
            .fetch(DirectoryPaths.LATEST, DirectoryPaths.MAX_LATEST_BYTES)
            .orElseThrow(DirectoryException.NotFound::new);
    String text = new String(hint, StandardCharsets.US_ASCII).strip();
    try {
      long revision = Long.parseLong(text);
      if (revision >= 1 && revision <= DirectoryPaths.MAX_REVISION) {
        return revision;
      }
    } catch (NumberFormatException e) {
      throw new DirectoryException.Malformed(DirectoryPaths.LATEST);
    }
    throw new DirectoryException.Malformed(DirectoryPaths.LATEST);
  }
}
