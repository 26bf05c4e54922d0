package org.dubbelslot.desktop.folder;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/**
 * In which order a folder is shown; folders stand before files whichever way it goes.
 *
 * @param column by which
 * @param ascending smallest, oldest or first first
 */
record FolderOrder(Column column, boolean ascending) {
  static final FolderOrder USUAL = new FolderOrder(Column.NAME, true);

  /** What is shown of each item. */
  enum Column {
    NAME,
    SIZE,
    MODIFIED,
    SEALED_BY,
    KEEP_UNTIL,
    CLASS;

    /** As it is remembered. */
    String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Column> of(String id) {
      for (Column column : values()) {
        if (column.id().equals(id)) {
          return Optional.of(column);
        }
      }
      return Optional.empty();
    }
  }

  /** How rows stand to each other. */
  Comparator<FolderRow> comparator() {
    Comparator<FolderRow> byName = Comparator.comparing(FolderRow::order);
    Comparator<FolderRow> by =
        switch (column) {
          case NAME -> byName;
          case SIZE -> Comparator.comparingLong(FolderRow::size);
          case MODIFIED -> Comparator.comparing((FolderRow row) -> row.entry().item().modified());
          case SEALED_BY -> Comparator.comparing((FolderRow row) -> row.signer().orElse(""));
          case KEEP_UNTIL ->
              Comparator.comparing(
                  (FolderRow row) -> row.known().keepUntil().orElse(LocalDate.MAX));
          case CLASS ->
              Comparator.comparing((FolderRow row) -> row.known().classification().orElse(""));
        };
    return Comparator.comparing((FolderRow row) -> !row.isFolder())
        .thenComparing(ascending ? by : by.reversed())
        .thenComparing(byName);
  }
}
