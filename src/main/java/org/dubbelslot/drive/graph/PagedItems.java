package org.dubbelslot.drive.graph;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.dubbelslot.drive.DriveException;
import org.dubbelslot.drive.DriveItem;
import org.dubbelslot.drive.DriveItems;

/**
 * A folder's items, page by page. Each is handed out once, however often the drive shows it, and a
 * listing that leads nowhere ends.
 */
final class PagedItems implements DriveItems {
  private static final int OK = 200;

  /** Graph may give empty pages while it looks; it finds something before long. */
  private static final int MOST_PAGES_WITHOUT_NEWS = 20;

  /** A library holds at most 30 million items, and a page is never as small as this allows. */
  private static final int MOST_PAGES = 300_000;

  private final String folderId;
  private final Next next;
  private final Set<String> ids = new HashSet<>();
  private final Deque<DriveItem> ready = new ArrayDeque<>();
  private Optional<String> more;
  private int pages;
  private int withoutNews;

  /** Fetches the page at an address that the page before gave. */
  @FunctionalInterface
  interface Next {
    GraphMetadata.Page page(String link) throws DriveException;
  }

  PagedItems(String folderId, GraphMetadata.Page first, Next next) throws DriveException {
    this.folderId = folderId;
    this.next = next;
    take(first);
  }

  @Override
  public Optional<DriveItem> next() throws DriveException {
    while (ready.isEmpty() && more.isPresent()) {
      take(next.page(more.get()));
    }
    return Optional.ofNullable(ready.poll());
  }

  private void take(GraphMetadata.Page page) throws DriveException {
    more = page.next();
    for (DriveItem item : page.items()) {
      if (item.id().equals(folderId)) {
        throw new DriveException.Protocol(OK, "folderInItself");
      }
      if (ids.add(item.id())) {
        ready.add(item);
      }
    }
    pages++;
    withoutNews = ready.isEmpty() ? withoutNews + 1 : 0;
    if (more.isPresent() && (withoutNews > MOST_PAGES_WITHOUT_NEWS || pages > MOST_PAGES)) {
      throw new DriveException.Protocol(OK, "endlessListing");
    }
  }
}
