package org.dubbelslot.workplace;

import java.nio.file.Path;
import org.dubbelslot.transfer.KnownFiles;
import org.dubbelslot.transfer.SearchIndex;
import org.dubbelslot.transfer.SeenRevisions;
import org.dubbelslot.transfer.TrueNames;

/**
 * What this computer remembers of files in places, sealed under the device's key; each store is
 * opened when it is first asked for. For any number of threads.
 */
final class Stores {
  private final Home home;
  private final Member member;
  private final Holdings held;
  private final Once<SeenRevisions> seen = new Once<>(this::openSeen);
  private final Once<TrueNames> trueNames = new Once<>(this::openTrueNames);
  private final Once<KnownFiles> known = new Once<>(this::openKnown);
  private final Once<SearchIndex> searchIndex = new Once<>(this::openSearchIndex);

  /**
   * Those of a person's folder.
   *
   * @param held what they are closed with
   */
  Stores(Home home, Member member, Holdings held) {
    this.home = home;
    this.member = member;
    this.held = held;
  }

  /** Which revisions this device has seen. */
  SeenRevisions seen() throws Exception {
    return seen.get();
  }

  /** The names that were decrypted before. */
  TrueNames trueNames() throws Exception {
    return trueNames.get();
  }

  /** What was learnt of files when they were opened or sealed here. */
  KnownFiles known() throws Exception {
    return known.get();
  }

  /** The names of what lies in places, to search in. */
  SearchIndex searchIndex() throws Exception {
    return searchIndex.get();
  }

  private SeenRevisions openSeen() throws Exception {
    Path file = home.state().resolve("seen.db");
    return held.hold(new SeenRevisions(file, member.seal("seen revisions", held)));
  }

  private TrueNames openTrueNames() throws Exception {
    Path file = Drives.listings(home).resolve("names.db");
    return held.hold(new TrueNames(file, member.seal("true names", held)));
  }

  private KnownFiles openKnown() throws Exception {
    Path file = Drives.listings(home).resolve("known.db");
    return held.hold(new KnownFiles(file, member.seal("known files", held)));
  }

  private SearchIndex openSearchIndex() throws Exception {
    Path file = Drives.listings(home).resolve("search.db");
    return held.hold(new SearchIndex(file, member.seal("search", held)));
  }
}
