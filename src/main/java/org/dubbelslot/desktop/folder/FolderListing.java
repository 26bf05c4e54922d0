package org.dubbelslot.desktop.folder;

import java.text.CollationKey;
import java.text.Collator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.custody.Membership;
import org.dubbelslot.drive.DriveItem;
import org.dubbelslot.keys.Member;
import org.dubbelslot.transfer.Entry;
import org.dubbelslot.transfer.Known;
import org.dubbelslot.transfer.Place;
import org.dubbelslot.transfer.SealedTree;
import org.dubbelslot.words.Words;
import org.dubbelslot.workplace.Workplace;

/** Lists one folder into rows, some at a time. Away from the screen's thread, for one thread. */
final class FolderListing {
  /** So many that a window is full, and few enough that they come with the first page. */
  private static final int FIRST = 100;

  private static final String ZEROS = "0".repeat(12);
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,12}");

  private final Workplace workplace;
  private final SealedTree tree;
  private final Words words;
  private final Collator collator;
  private final Map<Kid, String> signers = new HashMap<>();

  FolderListing(Workplace workplace, Place place, Words words) throws Exception {
    this.workplace = workplace;
    this.tree = workplace.reading(place);
    this.words = words;
    Locale locale = words.language().locale();
    this.collator = Collator.getInstance(locale);
  }

  SealedTree tree() {
    return tree;
  }

  /**
   * Everything in a folder.
   *
   * @param some is told what is there so far, each time about twice as much
   */
  List<FolderRow> rows(Entry.Folder folder, Consumer<List<FolderRow>> some) throws Exception {
    List<FolderRow> rows = new ArrayList<>();
    List<Entry> fresh = new ArrayList<>();
    int[] next = {FIRST};
    List<Exception> failures = new ArrayList<>();
    tree.list(
        folder,
        entry -> {
          fresh.add(entry);
          if (fresh.size() == next[0] && failures.isEmpty()) {
            try {
              rows.addAll(rows(fresh));
            } catch (Exception e) {
              failures.add(e);
            }
            fresh.clear();
            next[0] = rows.size();
            some.accept(List.copyOf(rows));
          }
        });
    if (!failures.isEmpty()) {
      throw failures.getFirst();
    }
    rows.addAll(rows(fresh));
    return List.copyOf(rows);
  }

  private List<FolderRow> rows(List<Entry> entries) throws Exception {
    List<DriveItem> items = entries.stream().map(Entry::item).toList();
    Map<String, Known> known = workplace.known().of(items);
    List<FolderRow> rows = new ArrayList<>();
    for (Entry entry : entries) {
      rows.add(row(entry, known.getOrDefault(entry.item().id(), Known.NOTHING)));
    }
    return rows;
  }

  private FolderRow row(Entry entry, Known known) throws Exception {
    Optional<String> signer = Optional.empty();
    if (known.by().isPresent()) {
      signer = Optional.of(signer(known.by().get()));
    }
    CollationKey order = collator.getCollationKey(numbersAligned(entry.name()));
    return new FolderRow(
        entry, known, FileKind.of(entry), Mark.of(entry, known, tree.suffix(entry)), signer, order);
  }

  /** So that 9 stands before 10. */
  private static String numbersAligned(String name) {
    return NUMBER
        .matcher(name)
        .replaceAll(found -> ZEROS.substring(found.group().length()) + found.group());
  }

  private String signer(Known.Sealing by) throws Exception {
    String name = signers.get(by.device());
    if (name == null) {
      name = name(by.device());
      signers.put(by.device(), name);
    }
    return switch (by.standing()) {
      case VERIFIED -> name;
      case REVOKED -> words.text("desktop.folder.signer-revoked", name);
      case COMPROMISED -> words.text("desktop.folder.signer-compromised", name);
      case UNKNOWN -> words.text("desktop.folder.signer-unknown");
    };
  }

  private String name(Kid device) throws Exception {
    Membership membership = workplace.membership();
    return membership
        .directory()
        .memberOf(device)
        .map(Member::id)
        .flatMap(id -> membership.names().member(id))
        .orElseGet(device::text);
  }
}
