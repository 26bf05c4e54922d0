package org.dubbelslot.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dubbelslot.crypto.Kid;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A place's label")
class PlaceLabelTest {
  private static final Place.Location ANYWHERE = new Place.Location.MyDrive(Optional.empty());

  private @TempDir Path home;

  @Test
  @DisplayName("is kept beside the name, and shown instead of it")
  void kept() throws Exception {
    Places places = new Places(home);
    Place plain = new Place("school", Kid.random(), ANYWHERE);
    places.add(plain);
    assertThat(plain.shown()).isEqualTo("school");
    places.replace(plain.labelled("Team Zorg – Algemeen"));
    assertThat(new Places(home).all()).containsExactly(plain.labelled("Team Zorg – Algemeen"));
    assertThat(new Places(home).find("school").orElseThrow().shown())
        .isEqualTo("Team Zorg – Algemeen");
    assertThatThrownBy(() -> places.replace(new Place("weg", Kid.random(), ANYWHERE)))
        .isInstanceOf(TransferException.NoSuchPlace.class);
  }

  @ParameterizedTest
  @CsvSource({
    "Team Zorg – Algemeen, team-zorg-algemeen",
    "Mijn OneDrive, mijn-onedrive",
    "Ärzte & Pflege, ärzte-pflege",
    "?, place-",
    "x, place-x"
  })
  @DisplayName("gives a name that can be typed")
  void name(String label, String name) {
    assertThat(Place.nameFor(label, List.of())).isEqualTo(name.replaceAll("-$", ""));
  }

  @Test
  @DisplayName("gives a name that is none of those in use, however long it is")
  void free() {
    assertThat(Place.nameFor("Mijn OneDrive", List.of("mijn-onedrive", "mijn-onedrive-2")))
        .isEqualTo("mijn-onedrive-3");
    String longest = "a".repeat(100);
    String name = Place.nameFor(longest, List.of());
    assertThat(Place.isName(name)).isTrue();
    assertThat(Place.isName(Place.nameFor(longest, List.of(name)))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   ", "two\nlines", "turned \u202eround"})
  @DisplayName("is a line of visible text")
  void visible(String label) {
    assertThat(Place.isLabel(label)).isFalse();
    assertThatThrownBy(() -> new Place("school", Kid.random(), ANYWHERE, Optional.of(label)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
