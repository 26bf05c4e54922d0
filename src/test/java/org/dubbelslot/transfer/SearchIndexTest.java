package org.dubbelslot.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.crypto.LocalSeal;
import org.dubbelslot.crypto.SecretBytes;
import org.dubbelslot.drive.DriveItem;
import org.dubbelslot.names.FolderToken;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The index of names")
class SearchIndexTest {
  private @TempDir Path folder;
  private final LocalSeal seal = new LocalSeal(SecretBytes.random(32));
  private final Place place = place("school");
  private final Entry.Folder root = folder("root", "");
  private SearchIndex index;

  @BeforeEach
  void open() throws Exception {
    index = new SearchIndex(folder.resolve("search.db"), seal);
  }

  @AfterEach
  void close() throws Exception {
    index.close();
    seal.close();
  }

  private static Place place(String name) {
    return new Place(name, Kid.random(), new Place.Location.Folder(Path.of(name)));
  }

  private static DriveItem item(String id, boolean folder) {
    return new DriveItem(
        id,
        id,
        folder,
        0,
        Optional.empty(),
        Optional.empty(),
        Instant.EPOCH,
        Optional.empty(),
        Optional.empty());
  }

  private static Entry.Folder folder(String id, String name) {
    return new Entry.Folder(item(id, true), name, FolderToken.FOREIGN, 0);
  }

  private Entry file(String id, String name) {
    return new Entry.SealedFile(item(id, false), name, true, root);
  }

  private List<String> found(String text) throws Exception {
    return index.search(place, "root", text, 10).stream()
        .map(hit -> String.join("/", hit.folders()) + "/" + hit.name())
        .toList();
  }

  @Test
  @DisplayName("finds parts of names whatever their case, beginnings first, with their path")
  void finds() throws Exception {
    Entry.Folder group = folder("7", "Groep 7");
    index.learn(place, root, List.of(group, file("a", "Jaarverslag.docx")));
    index.learn(place, group, List.of(file("b", "VERSLAG.docx"), file("c", "toets.txt")));
    assertThat(found("verslag")).containsExactly("Groep 7/VERSLAG.docx", "/Jaarverslag.docx");
    assertThat(found("groep")).containsExactly("/Groep 7");
    assertThat(index.search(place("ander"), "root", "verslag", 10)).isEmpty();
  }

  @Test
  @DisplayName("forgets what is gone, and shows nothing to which no path leads")
  void forgets() throws Exception {
    Entry.Folder group = folder("7", "Groep 7");
    index.learn(place, root, List.of(group));
    index.learn(place, group, List.of(file("b", "verslag.docx")));
    index.learn(place, root, List.of());
    assertThat(found("verslag")).isEmpty();
    index.learn(place, root, List.of(group));
    index.keep(place, Set.of("root"));
    assertThat(found("verslag")).isEmpty();
    assertThat(found("groep")).containsExactly("/Groep 7");
  }

  @Test
  @DisplayName("does not follow folders that lie in each other")
  void loops() throws Exception {
    Entry.Folder one = folder("1", "een");
    Entry.Folder two = folder("2", "twee");
    index.learn(place, one, List.of(two));
    index.learn(place, two, List.of(one, file("a", "verslag.docx")));
    assertThat(found("verslag")).isEmpty();
  }

  @Test
  @DisplayName("means nothing to another device")
  void otherDevice() throws Exception {
    index.learn(place, root, List.of(file("a", "verslag.docx")));
    try (LocalSeal other = new LocalSeal(SecretBytes.random(32));
        SearchIndex there = new SearchIndex(folder.resolve("search.db"), other)) {
      assertThat(there.search(place, "root", "verslag", 10)).isEmpty();
    }
  }
}
