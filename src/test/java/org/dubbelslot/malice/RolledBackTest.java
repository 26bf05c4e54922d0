package org.dubbelslot.malice;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dubbelslot.cli.Run;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The provider puts an older version of a file back: every byte of it is authentic. */
@DisplayName("A provider that rolls a file back")
class RolledBackTest {
  private static final int REFUSED = 5;

  @TempDir static Path folder;
  private static Victim victim;
  private Path place;
  private byte[] first;

  @BeforeAll
  static void found() throws IOException {
    victim = Victim.in(folder);
  }

  @BeforeEach
  void putTwice() throws IOException {
    victim.withNewDrive();
    victim.put("contract.pdf", "first".getBytes(UTF_8), "/");
    place = victim.sealed("/contract.pdf");
    first = Files.readAllBytes(place);
    victim.put("contract.pdf", "second".getBytes(UTF_8), "/", "replace");
  }

  @Test
  @DisplayName("that we replaced: told that it is older, not opened")
  void thatWeReplaced() throws IOException {
    Files.write(place, first);

    victim.get("/contract.pdf").refused("DS-395", REFUSED);
    Victim.Got got = victim.get("/contract.pdf", "--accept-older");
    assertThat(got.target().resolve("contract.pdf")).hasContent("first");
    victim.get("/contract.pdf").refused("DS-395", REFUSED);
  }

  @Test
  @DisplayName("that we only read: told that it is older, not opened")
  void thatWeOnlyRead() throws IOException {
    byte[] second = Files.readAllBytes(place);
    forget();
    Files.write(place, first);
    assertThat(victim.get("/contract.pdf").outcome().exit()).isZero();
    Files.write(place, second);
    assertThat(victim.get("/contract.pdf").outcome().exit()).isZero();
    Files.write(place, first);

    victim.get("/contract.pdf").refused("DS-395", REFUSED);
  }

  @Test
  @DisplayName("before we ever saw the newer one: not seen, for nobody could")
  void beforeFirstSight() throws IOException {
    Files.write(place, first);
    forget();

    Victim.Got got = victim.get("/contract.pdf");

    assertThat(got.target().resolve("contract.pdf")).hasContent("first");
  }

  @Test
  @DisplayName("and hopes that we build on it: told, nothing put on top of it")
  void andHopesThatWeBuildOnIt() throws IOException {
    Files.write(place, first);
    Path source = Files.writeString(folder.resolve("contract.pdf"), "third");

    Run.Outcome put = victim.run("put", "--on-conflict", "replace", source.toString(), "werk:/");

    assertThat(put.err()).startsWith("dubbelslot: DS-395: ").hasLineCount(1);
    assertThat(put.exit()).isEqualTo(REFUSED);
    assertThat(place).hasBinaryContent(first);
  }

  @Test
  @DisplayName("under another name or in a copy: told just the same")
  void underAnotherName() throws IOException {
    Path copy =
        Files.write(folder.resolve("download.dslot"), first); // as a person saves it elsewhere

    Run.Outcome opened = victim.run("open", "-o", folder.resolve("x").toString(), copy.toString());
    Run.Outcome printed = victim.run("open", "-o", "-", copy.toString());

    assertThat(opened.err()).startsWith("dubbelslot: DS-395: ").hasLineCount(1);
    assertThat(folder.resolve("x")).doesNotExist();
    assertThat(printed.err()).startsWith("dubbelslot: DS-395: ");
    assertThat(printed.out()).isEmpty();
    assertThat(victim.done("open", "--accept-older", "-o", "-", copy.toString()).out())
        .isEqualTo("first");
  }

  @Test
  @DisplayName("to the other of two that were sealed at the same time: told, not opened")
  void toTheOtherOfTwo() throws IOException {
    byte[] ours = Files.readAllBytes(place);
    Files.write(place, first);
    forget(); // a colleague's computer, which saw the first one only
    victim.put("contract.pdf", "theirs".getBytes(UTF_8), "/", "replace");
    Files.write(place, ours);

    victim.get("/contract.pdf").refused("DS-396", REFUSED);
    assertThat(victim.get("/contract.pdf", "--accept-older").files())
        .containsExactly("contract.pdf");
  }

  private static void forget() throws IOException {
    Path state = victim.home().resolve("state");
    for (String name : new String[] {"seen.db", "seen.db-wal", "seen.db-shm"}) {
      Files.deleteIfExists(state.resolve(name));
    }
  }
}
