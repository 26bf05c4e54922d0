package org.dubbelslot.workplace.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.dubbelslot.crypto.SecretBytes;
import org.dubbelslot.drive.DriveItem;
import org.dubbelslot.keys.KeyStoreException;
import org.dubbelslot.sandbox.SandboxException;
import org.dubbelslot.transfer.Entry;
import org.dubbelslot.transfer.Place;
import org.dubbelslot.transfer.PlacePath;
import org.dubbelslot.transfer.SealedTree;
import org.dubbelslot.words.Language;
import org.dubbelslot.words.Words;
import org.dubbelslot.workplace.Home;
import org.dubbelslot.workplace.Notice;
import org.dubbelslot.workplace.Person;
import org.dubbelslot.workplace.Services;
import org.dubbelslot.workplace.TestServices;
import org.dubbelslot.workplace.Workplace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A practice environment")
@Timeout(120)
class PracticeTest {
  private @TempDir Path folder;
  private Home home;

  @BeforeEach
  void home() {
    home = new Home(folder.resolve("home"));
  }

  private static Services services(Optional<Home> home) {
    return new TestServices(home.orElseThrow().folder(), Clock.systemUTC());
  }

  private Practice open(Language language) throws Exception {
    return Practice.open(home, PracticeTest::services, Words.in(language));
  }

  private static Workplace workplace(Practice practice) {
    return new Workplace(practice.services(), new Nobody());
  }

  private static List<String> names(Workplace workplace, String place) throws Exception {
    SealedTree tree = workplace.reading(workplace.place(place));
    return tree.list(tree.root()).stream().map(Entry::name).toList();
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  @DisplayName("has two places with invented files, most of them sealed, in the person's language")
  void madeAtOnce(Language language) throws Exception {
    assertThat(Practice.exists(home)).isFalse();
    try (Practice practice = open(language);
        Workplace workplace = workplace(practice)) {
      assertThat(Practice.exists(home)).isTrue();
      assertThat(workplace.isExample()).isTrue();
      assertThat(workplace.places().all())
          .extracting(Place::name)
          .containsExactly(Practice.OWN_DRIVE, Practice.LIBRARY);
      boolean dutch = language == Language.NL;
      assertThat(workplace.places().all().getLast().shown())
          .startsWith(dutch ? "Directie" : "Board");
      assertThat(names(workplace, Practice.OWN_DRIVE))
          .contains(dutch ? "Zorgdossiers" : "Care files")
          .contains(dutch ? "Jaarplanning.txt" : "Plan of the year.txt");
      assertThat(names(workplace, Practice.LIBRARY)).contains(dutch ? "Notulen" : "Minutes");
      assertThat(providerNames(workplace))
          .contains(dutch ? "Opnamen" : "Recordings")
          .noneMatch(name -> name.contains("Zorgdossiers") || name.contains("Care files"));
    }
  }

  private static List<String> providerNames(Workplace workplace) throws Exception {
    var drive = workplace.drive(workplace.place(Practice.OWN_DRIVE));
    return drive.list(drive.root().id()).all().stream().map(DriveItem::name).toList();
  }

  @Test
  @DisplayName("keeps what was done in it for the next time, at whatever address it answers then")
  void stays() throws Exception {
    try (Practice practice = open(Language.NL);
        Workplace workplace = workplace(practice)) {
      SealedTree tree = workplace.writing(workplace.place(Practice.OWN_DRIVE));
      tree.makeFolder(tree.root(), "Van mij");
    }
    Path note = home.folder().resolve("practice/practice.json");
    Files.writeString(note, Files.readString(note).replaceFirst("\"port\" ?: ?\\d+", "\"port\":0"));
    try (Practice practice = open(Language.EN);
        Workplace workplace = workplace(practice)) {
      assertThat(names(workplace, Practice.OWN_DRIVE)).contains("Van mij", "Zorgdossiers");
      assertThat(workplace.place(Practice.OWN_DRIVE).location())
          .isEqualTo(new Place.Location.MyDrive(Optional.of(practice.loopback())));
    }
  }

  @Test
  @DisplayName("is one at a time")
  void once() throws Exception {
    try (Practice practice = open(Language.NL)) {
      assertThat(practice.loopback().graph().getHost()).isEqualTo("127.0.0.1");
      assertThatThrownBy(() -> open(Language.NL)).isInstanceOf(SandboxException.FolderInUse.class);
      assertThat(Practice.exists(home)).isTrue();
    }
  }

  @Test
  @DisplayName("is made anew after it was left half made, and gone once it was removed")
  void removed() throws Exception {
    Path left = home.folder().resolve("practice/organisation/half");
    Files.createDirectories(left);
    try (Practice practice = open(Language.NL);
        Workplace workplace = workplace(practice)) {
      SealedTree tree = workplace.reading(workplace.place(Practice.OWN_DRIVE));
      assertThat(tree.find(PlacePath.parse("onedrive:/Verslagen").orElseThrow())).isNotNull();
      assertThat(left).doesNotExist();
    }
    Practice.remove(home);
    Practice.remove(home);
    assertThat(Practice.exists(home)).isFalse();
    assertThat(home.folder().resolve("practice")).doesNotExist();
  }

  /** Whose keys open without a passphrase. */
  private record Nobody() implements Person {
    @Override
    public Words words() {
      return Words.in(Language.NL);
    }

    @Override
    public SecretBytes passphrase() throws KeyStoreException.PassphraseNeeded {
      throw new KeyStoreException.PassphraseNeeded();
    }

    @Override
    public void notice(Notice notice) {}

    @Override
    public void sent(long bytes) {}
  }
}
