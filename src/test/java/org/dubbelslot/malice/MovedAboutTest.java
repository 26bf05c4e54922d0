package org.dubbelslot.malice;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The provider leaves every file as it is, and puts it where or calls it what it likes. */
@DisplayName("A provider that moves files about")
class MovedAboutTest {
  private static final int REFUSED = 5;
  private static final int NO_KEY = 3;

  @TempDir static Path folder;
  private static Victim victim;

  @BeforeAll
  static void found() throws IOException {
    victim = Victim.in(folder);
  }

  @BeforeEach
  void newDrive() throws IOException {
    victim.withNewDrive();
  }

  @Test
  @DisplayName("swaps two files of one kind: told, neither opened")
  void swapsTwoFilesOfOneKind() throws IOException {
    victim.put("contract.pdf", bytes("contract"), "/");
    victim.put("ontslag.pdf", bytes("ontslag"), "/");
    swap(victim.sealed("/contract.pdf"), victim.sealed("/ontslag.pdf"));

    victim.get("/contract.pdf").refused("DS-391", REFUSED);
    victim.get("/ontslag.pdf").refused("DS-391", REFUSED);
    assertThat(victim.get("/ontslag.pdf", "--accept-name").files()).containsExactly("ontslag.pdf");
  }

  @Test
  @DisplayName("puts a file of another kind in a file's place: told, not opened")
  void putsAFileOfAnotherKindInItsPlace() throws IOException {
    victim.put("brief.txt", bytes("brief"), "/");
    victim.put("programma.exe", bytes("kwaad"), "/");
    Files.copy(
        victim.sealed("/programma.exe"),
        victim.sealed("/brief.txt"),
        StandardCopyOption.REPLACE_EXISTING);

    victim.get("/brief.txt").refused("DS-368", REFUSED);
  }

  @Test
  @DisplayName(
      "puts a file of one kind from another folder in its place: opened, told under which name it"
          + " was sealed")
  void putsAFileFromAnotherFolderInItsPlace() throws IOException {
    victim.done("mkdir", "werk:/Map");
    victim.put("brief.txt", bytes("brief"), "/");
    victim.put("ander.txt", bytes("ander"), "/Map/");
    Files.copy(
        victim.sealed("/Map/ander.txt"),
        victim.sealed("/brief.txt"),
        StandardCopyOption.REPLACE_EXISTING);

    Victim.Got got = victim.get("/brief.txt");

    assertThat(got.outcome().exit()).isZero();
    assertThat(got.outcome().out()).contains("ander.txt");
    assertThat(got.files()).containsExactly("brief.txt");
  }

  @Test
  @DisplayName("renames a file to anything: listed as unreadable, told, not opened")
  void renamesAFileToAnything() throws IOException {
    victim.put("brief.txt", bytes("brief"), "/");
    Files.move(victim.sealed("/brief.txt"), victim.drive().resolve("Loonlijst 2026.dslot"));

    assertThat(victim.listing("/")).containsExactly("Loonlijst 2026.dslot");
    victim.get("/Loonlijst 2026.dslot").refused("DS-370", NO_KEY);
  }

  @Test
  @DisplayName(
      "gives a file a name that it had before: opened, told under which name it was sealed")
  void givesAFileAnEarlierName() throws IOException {
    victim.put("concept.txt", bytes("brief"), "/");
    String before = victim.sealed("/concept.txt").getFileName().toString();
    victim.done("mv", "werk:/concept.txt", "werk:/definitief.txt");
    Files.move(victim.sealed("/definitief.txt"), victim.drive().resolve(before));

    Victim.Got got = victim.get("/concept.txt");

    assertThat(got.outcome().exit()).isZero();
    assertThat(got.files()).containsExactly("concept.txt");
  }

  @Test
  @DisplayName("moves a file to another folder: its name holds nowhere else, told, not opened")
  void movesAFileToAnotherFolder() throws IOException {
    victim.done("mkdir", "werk:/Map");
    victim.put("brief.txt", bytes("brief"), "/");
    Path sealed = victim.sealed("/brief.txt");
    String name = sealed.getFileName().toString();
    Files.move(sealed, victim.sealed("/Map").resolve(name));

    assertThat(victim.listing("/Map")).containsExactly(name);
    victim.get("/Map/" + name).refused("DS-370", NO_KEY);
  }

  @Test
  @DisplayName("moves a whole folder: opens there, for the place of a folder is not authenticated")
  void movesAWholeFolder() throws IOException {
    victim.done("mkdir", "werk:/Archief");
    victim.done("mkdir", "werk:/Map");
    victim.put("brief.txt", bytes("brief"), "/Map/");
    Path map = victim.sealed("/Map");
    Files.move(map, victim.sealed("/Archief").resolve(map.getFileName()));

    assertThat(victim.get("/Archief/Map/brief.txt").files()).containsExactly("brief.txt");
  }

  @Test
  @DisplayName("moves a file to another place of the same team: opens there, likewise")
  void movesAFileToAnotherPlace() throws IOException {
    victim.put("brief.txt", bytes("brief"), "/");
    Path other = Files.createDirectory(folder.resolve("otherplace"));
    victim.done("place", "add", "elders", "--folder", other.toString());
    Path sealed = victim.sealed("/brief.txt");
    Files.move(sealed, other.resolve(sealed.getFileName()));

    Path target = Files.createDirectory(folder.resolve("target"));
    victim.done("get", "elders:/brief.txt", target.toString());
    assertThat(target.resolve("brief.txt")).hasContent("brief");
  }

  @Test
  @DisplayName("duplicates a folder: told that two bear the name, nothing opened")
  void duplicatesAFolder() throws IOException {
    victim.done("mkdir", "werk:/Map");
    victim.put("brief.txt", bytes("brief"), "/Map/");
    Path map = victim.sealed("/Map");
    Path copy = Files.createDirectory(map.resolveSibling(map.getFileName() + " (1)"));
    Path brief = victim.sealed("/Map/brief.txt");
    Files.copy(brief, copy.resolve(brief.getFileName()));

    assertThat(victim.listing("/")).containsExactlyInAnyOrder("Map/", "Map (1)/");
    assertThat(victim.get("/Map (1)/brief.txt").files()).containsExactly("brief.txt");
  }

  @Test
  @DisplayName("duplicates a file beside itself: both are shown, neither takes the other's place")
  void duplicatesAFileBesideItself() throws IOException {
    victim.put("brief.txt", bytes("brief"), "/");
    Path brief = victim.sealed("/brief.txt");
    String name = brief.getFileName().toString().replace(".dslot", " (1).dslot");
    Files.copy(brief, brief.resolveSibling(name));

    assertThat(victim.listing("/")).containsExactlyInAnyOrder("brief.txt", "brief (1).txt");
    assertThat(victim.get("/", "-r", "--force").files())
        .containsExactly("brief (1).txt", "brief.txt");
  }

  @Test
  @DisplayName("takes a file away: told that it is not there")
  void takesAFileAway() throws IOException {
    victim.put("brief.txt", bytes("brief"), "/");
    Files.delete(victim.sealed("/brief.txt"));

    victim.get("/brief.txt").refused("DS-363", 4);
  }

  @Test
  @DisplayName("offers a readable file under a name like ours: told, not opened")
  void offersAReadableFile() throws IOException {
    Files.writeString(victim.drive().resolve("Salarissen.xlsx"), "open me");

    victim.get("/Salarissen.xlsx").refused("DS-367", REFUSED);
  }

  @Test
  @DisplayName("leads out of the drive with a link: it counts as absent")
  void leadsOutWithALink() throws IOException {
    Path secret = Files.writeString(folder.resolve("elsewhere.dslot"), "secret");
    Files.createSymbolicLink(victim.drive().resolve("link.dslot"), secret);
    Files.createSymbolicLink(victim.drive().resolve("up"), folder);

    assertThat(victim.listing("/")).isEmpty();
    victim.get("/link.dslot").refused("DS-363", 4);
  }

  private static void swap(Path one, Path other) throws IOException {
    byte[] bytes = Files.readAllBytes(one);
    Files.write(one, Files.readAllBytes(other));
    Files.write(other, bytes);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
