package org.dubbelslot.workplace.copies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dubbelslot.desktop.common.World;
import org.dubbelslot.drive.EarlierVersions.Version;
import org.dubbelslot.format.FormatException;
import org.dubbelslot.transfer.CopyException;
import org.dubbelslot.transfer.Entry;
import org.dubbelslot.transfer.Place;
import org.dubbelslot.transfer.Versions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("An earlier version")
@Timeout(120)
class EarlierVersionsTest {
  private static final String NAME = "Verslag.docx";

  private @TempDir Path folder;
  private CopiesWorld it;

  @BeforeEach
  void make() throws Exception {
    it = new CopiesWorld(folder);
    for (String content : List.of("eerste", "tweede", "derde")) {
      it.world.put(World.BAS, NAME, content);
    }
  }

  @AfterEach
  void close() throws Exception {
    it.close();
  }

  private Versions versions() throws Exception {
    return new Versions(it.workplace.writing(it.place));
  }

  @Test
  @DisplayName("is listed without a key, newest first")
  void listed() throws Exception {
    List<Version> versions = versions().of(it.file(NAME));
    assertThat(versions).hasSize(3);
    assertThat(versions).extracting(Version::current).containsExactly(true, false, false);
  }

  @Test
  @DisplayName("is opened in a copy that cannot be written, beside one that is edited")
  void opened() throws Exception {
    Entry.SealedFile file = it.file(NAME);
    it.copies().edit(it.place, file, CopiesWorld.STRICT);
    Copy copy = it.copies().openVersion(it.place, file, versions().of(file).get(2));
    assertThat(it.opened.getLast()).hasContent("eerste").isNotEqualTo(it.opened.getFirst());
    assertThat(copy.kind()).isEqualTo(Copy.Kind.VERSION);
    assertThat(it.copies().done(copy.id(), false)).isTrue();
  }

  @Test
  @DisplayName("is brought back as the next revision, which nobody takes for a rollback")
  void restored() throws Exception {
    Entry.SealedFile file = it.file(NAME);
    assertThat(it.asRead(NAME)).isEqualTo("derde");
    Versions.Restored restored = versions().restore(file, versions().of(file).get(1));
    assertThat(restored).isEqualTo(new Versions.Restored(2, 4));
    assertThat(it.asRead(NAME)).isEqualTo("tweede");
    assertThat(versions().of(file)).hasSize(4);
  }

  @Test
  @DisplayName("heals a file that somebody spoilt, and a spoilt one is never brought back")
  void spoilt() throws Exception {
    Entry.SealedFile file = it.file(NAME);
    HttpRequest spoil =
        it.world
            .graph("/me/drive/items/" + file.item().id() + "/content")
            .PUT(BodyPublishers.ofByteArray(new byte[5_000]))
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      assertThat(http.send(spoil, BodyHandlers.discarding()).statusCode()).isEqualTo(200);
    }
    Entry.SealedFile now = it.file(NAME);
    assertThat(versions().restore(now, versions().of(now).get(1)))
        .isEqualTo(new Versions.Restored(3, 4));
    assertThat(it.asRead(NAME)).isEqualTo("derde");

    Version bad = versions().of(now).get(1);
    Path target = folder.resolve("refused");
    assertThatExceptionOfType(FormatException.NotSealed.class)
        .isThrownBy(() -> versions().fetch(now, bad, target));
    assertThat(target).doesNotExist();
    assertThatExceptionOfType(FormatException.NotSealed.class)
        .isThrownBy(() -> versions().restore(now, bad));
    assertThat(it.asRead(NAME)).isEqualTo("derde");
  }

  @Test
  @DisplayName("is not kept by a folder of this computer")
  void folderPlace() throws Exception {
    Place place =
        new Place(
            "map",
            it.world.team(World.CARE),
            new Place.Location.Folder(Files.createDirectory(folder.resolve("map"))));
    assertThatExceptionOfType(CopyException.NoVersions.class)
        .isThrownBy(() -> new Versions(it.workplace.reading(place)));
  }
}
