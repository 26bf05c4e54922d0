package org.dubbelslot.keys;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dubbelslot.crypto.Kid;

/**
 * The next revision while it is being put together: the files of the one before, and what changes.
 */
public final class RevisionDraft {
  private final Organisation before;
  private final String hashBefore;
  private final Map<String, byte[]> changed = new HashMap<>();
  private final SortedMap<String, ListedFile> kept = new TreeMap<>();
  private CustodianSet newSet;

  private RevisionDraft(Organisation before, String hashBefore) {
    this.before = before;
    this.hashBefore = hashBefore;
  }

  /**
   * The first revision of a new organisation.
   *
   * @param id random
   * @param name the organisation's
   * @param example whether it is for trying out only
   * @param first custodian set 1
   */
  public static RevisionDraft first(Kid id, String name, boolean example, CustodianSet first) {
    Instant never = Instant.EPOCH;
    Organisation nothing =
        new Organisation(
            id,
            name,
            example,
            1,
            never,
            never.plusSeconds(1),
            Optional.empty(),
            first.number(),
            List.of(),
            List.of(),
            new TreeMap<>());
    RevisionDraft draft = new RevisionDraft(nothing, null);
    draft.newSet = first;
    return draft;
  }

  /** The revision after {@code current}, with nothing changed yet. */
  public static RevisionDraft after(KeyDirectory current) {
    RevisionDraft draft = new RevisionDraft(current.organisation(), current.hash());
    draft.kept.putAll(current.organisation().files());
    return draft;
  }

  /** Number of the revision that this will be. */
  public long number() {
    return hashBefore == null ? 1 : before.revision() + 1;
  }

  /** Puts in an organisation key version, new or changed. */
  public RevisionDraft put(OrganisationKeyVersion version) {
    return put(DirectoryPaths.organisationKey(version.kid()), KeysJson.write(version));
  }

  /** Puts in a team, new or changed. */
  public RevisionDraft put(Team team) {
    return put(DirectoryPaths.team(team.id()), PeopleJson.write(team));
  }

  /** Puts in a team key version, new or changed. */
  public RevisionDraft put(TeamKeyVersion version) {
    return put(DirectoryPaths.teamKey(version.team(), version.kid()), KeysJson.write(version));
  }

  /** Puts in a member, new or changed. */
  public RevisionDraft put(Member member) {
    return put(DirectoryPaths.member(member.id()), PeopleJson.write(member));
  }

  /**
   * Puts in a file as it is: policy, people list, name key, backup.
   *
   * @param path its logical path ({@link DirectoryPaths})
   * @throws IllegalArgumentException when no such file is listed, or it is too large
   */
  public RevisionDraft put(String path, byte[] bytes) {
    DirectoryPaths.Kind kind =
        DirectoryPaths.kindOf(path)
            .orElseThrow(() -> new IllegalArgumentException("no such place in a directory"));
    if (bytes.length > kind.maxBytes()) {
      throw new IllegalArgumentException("too large for a directory");
    }
    changed.put(path, bytes.clone());
    return this;
  }

  /** Replaces the custodians by the set that follows the current one. */
  public RevisionDraft put(CustodianSet next) {
    newSet = next;
    return this;
  }

  /** Whether anything differs from the revision before. */
  public boolean isChanged() {
    return !changed.isEmpty() || newSet != null;
  }

  /**
   * The finished revision, unsigned.
   *
   * @throws IllegalArgumentException when it would not be well-formed
   */
  public Revision build(Instant issued, Instant expires) {
    long number = number();
    SortedMap<String, ListedFile> listed = new TreeMap<>(kept);
    SortedMap<String, byte[]> files = new TreeMap<>();
    for (Map.Entry<String, byte[]> change : changed.entrySet()) {
      String actual = DirectoryPaths.versioned(change.getKey(), number);
      byte[] bytes = change.getValue();
      listed.put(change.getKey(), new ListedFile(actual, Digests.sha256Text(bytes), bytes.length));
      files.put(actual, bytes);
    }
    int set = newSet == null ? before.custodians() : newSet.number();
    Organisation organisation =
        new Organisation(
            before.id(),
            before.name(),
            before.example(),
            number,
            issued,
            expires,
            Optional.ofNullable(hashBefore),
            set,
            before.recovery(),
            before.logKeys(),
            listed);
    byte[] top = OrganisationJson.write(organisation);
    Optional<byte[]> setBytes = Optional.ofNullable(newSet).map(CustodiansJson::write);
    return new Revision(number, set, top, setBytes, files, new ArrayList<>(), new ArrayList<>());
  }
}
