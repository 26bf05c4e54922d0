package org.dubbelslot.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A file or folder, live or deleted. Times are seconds since 1970.
 *
 * @param parentId empty for a drive's root
 * @param metadataVersion grows with every change: the eTag
 * @param contentVersion grows with changes of content: the cTag
 * @param sequence the number of the change that made this state, for delta
 * @param versions oldest first; empty for a folder
 */
record Item(
    String id,
    String driveId,
    String parentId,
    String name,
    boolean folder,
    State state,
    long created,
    long modified,
    long fileCreated,
    long fileModified,
    String description,
    long metadataVersion,
    long contentVersion,
    long sequence,
    List<Version> versions) {

  /** Where an item stands. */
  enum State {
    /** Visible. */
    LIVE,
    /** In the recycle bin. */
    RECYCLED,
    /** Deleted for good; kept so that delta can tell it. */
    GONE
  }

  /**
   * One content of a file.
   *
   * @param label "1.0", "2.0", …
   * @param content the name of the file in the content folder
   * @param quickXorHash in base64
   */
  record Version(String label, String content, long size, String quickXorHash, long modified) {}

  static Item create(
      String id, DriveInfo drive, String parentId, String name, boolean folder, long now) {
    return new Item(
        id,
        drive.id(),
        parentId,
        name,
        folder,
        State.LIVE,
        now,
        now,
        now,
        now,
        "",
        1,
        1,
        0,
        List.of());
  }

  boolean root() {
    return parentId.isEmpty();
  }

  boolean live() {
    return state == State.LIVE;
  }

  Optional<Version> current() {
    return versions.isEmpty() ? Optional.empty() : Optional.of(versions.getLast());
  }

  /** The bytes of the present content; 0 for a folder. */
  long bytes() {
    return current().map(Version::size).orElse(0L);
  }

  /** The bytes of all versions: what counts against the quota. */
  long bytesOfAllVersions() {
    return versions.stream().mapToLong(Version::size).sum();
  }

  /** The number in the braces of eTag and cTag on SharePoint. */
  String uniqueId() {
    return Ids.guidOf(id);
  }

  String etag(DriveInfo drive) {
    return drive.kind().sharePoint()
        ? "\"{" + uniqueId() + "}," + metadataVersion + "\""
        : "a" + id + "." + metadataVersion;
  }

  /** Absent for folders on SharePoint. */
  Optional<String> ctag(DriveInfo drive) {
    if (folder && drive.kind().sharePoint()) {
      return Optional.empty();
    }
    return Optional.of(
        drive.kind().sharePoint()
            ? "\"c:{" + uniqueId() + "}," + contentVersion + "\""
            : "c" + id + "." + contentVersion);
  }

  Item at(long newSequence) {
    return revised(draft -> draft.sequence = newSequence);
  }

  Item changed(Change change, long now) {
    return revised(
        draft -> {
          draft.parentId = change.parentId().orElse(parentId);
          draft.name = change.name().orElse(name);
          draft.modified = now;
          draft.fileCreated = change.fileCreated().orElse(fileCreated);
          draft.fileModified = change.fileModified().orElse(fileModified);
          draft.description = change.description().orElse(description);
          draft.metadataVersion++;
        });
  }

  Item in(State newState) {
    return revised(
        draft -> {
          draft.state = newState;
          draft.metadataVersion++;
          draft.versions = newState == State.GONE ? List.of() : versions;
        });
  }

  /** This file with a new version on top. */
  Item with(NewContent content, long now) {
    List<Version> all = new ArrayList<>(versions);
    all.add(
        new Version(nextLabel(), content.stored(), content.size(), content.quickXorHash(), now));
    boolean first = versions.isEmpty();
    return revised(
        draft -> {
          draft.modified = now;
          draft.fileCreated = content.fileCreated().orElse(first ? now : fileCreated);
          draft.fileModified = content.fileModified().orElse(now);
          draft.metadataVersion = first ? 1 : metadataVersion + 1;
          draft.contentVersion = first ? 1 : contentVersion + 1;
          draft.versions = List.copyOf(all);
        });
  }

  /** Numbers of deleted versions are not given again. */
  private String nextLabel() {
    return versions.isEmpty()
        ? "1.0"
        : Integer.parseInt(versions.getLast().label().replaceFirst("\\..*", "")) + 1 + ".0";
  }

  /** This file without an old version. */
  Item without(Version version) {
    return revised(
        draft -> draft.versions = versions.stream().filter(each -> !each.equals(version)).toList());
  }

  private Item revised(Consumer<Draft> change) {
    Draft draft = new Draft();
    change.accept(draft);
    return draft.item();
  }

  /** This item while it is being changed; what never changes of it stays the item's own. */
  private final class Draft {
    private String parentId = Item.this.parentId;
    private String name = Item.this.name;
    private State state = Item.this.state;
    private long modified = Item.this.modified;
    private long fileCreated = Item.this.fileCreated;
    private long fileModified = Item.this.fileModified;
    private String description = Item.this.description;
    private long metadataVersion = Item.this.metadataVersion;
    private long contentVersion = Item.this.contentVersion;
    private long sequence = Item.this.sequence;
    private List<Version> versions = Item.this.versions;

    private Item item() {
      return new Item(
          id,
          driveId,
          parentId,
          name,
          folder,
          state,
          created,
          modified,
          fileCreated,
          fileModified,
          description,
          metadataVersion,
          contentVersion,
          sequence,
          versions);
    }
  }

  /** What a PATCH changes. */
  record Change(
      Optional<String> parentId,
      Optional<String> name,
      Optional<Long> fileCreated,
      Optional<Long> fileModified,
      Optional<String> description) {}

  /**
   * Content that has arrived.
   *
   * @param stored its name in the content folder
   */
  record NewContent(
      String stored,
      long size,
      String quickXorHash,
      Optional<Long> fileCreated,
      Optional<Long> fileModified) {}
}
