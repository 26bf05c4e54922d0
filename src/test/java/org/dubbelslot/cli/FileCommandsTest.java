package org.dubbelslot.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.dubbelslot.cli.Run.Outcome;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What went wrong once with the commands about files and places. */
class FileCommandsTest {
  @TempDir static Path folder;

  private static Founder anna;

  @BeforeAll
  static void found() throws IOException {
    anna = Founder.in(folder);
    Path drive = Files.createDirectory(folder.resolve("drive"));
    JsonNode added = anna.json("--json", "place", "add", "werk", "--folder", drive.toString());
    assertThat(added.get("place").textValue()).isEqualTo("werk");
  }

  @Test
  void theOptionIsNamedBeforeItsValue() throws IOException {
    Path sealed = sealed("range.txt");

    assertThat(anna.run("open", "--range", "9-3", "-o", "-", sealed.toString()).err())
        .startsWith("dubbelslot: DS-006: --range cannot have the value 9-3. See dubbelslot open");
    assertThat(anna.run("place", "add", "x", "--folder", folder.toString()).err())
        .startsWith("dubbelslot: DS-006: NAME cannot have the value x.");
  }

  @Test
  void everyCommandAboutFilesAnswersInJson() throws IOException {
    Path file = Files.writeString(folder.resolve("brief.txt"), "hallo");
    Path back = Files.createDirectories(folder.resolve("back"));

    assertThat(anna.json("--json", "mkdir", "werk:/Map").get("folder").textValue())
        .isEqualTo("werk:/Map");
    JsonNode put = anna.json("--json", "put", file.toString(), "werk:/Map/");
    assertThat(put.get(0).get("outcome").textValue()).isEqualTo("put");
    JsonNode got = anna.json("--json", "get", "werk:/Map/brief.txt", back.toString());
    assertThat(got.get(0).get("signature").textValue()).isEqualTo("verified");
    assertThat(anna.json("--json", "mv", "werk:/Map/brief.txt", "werk:/Map/b.txt").get("to"))
        .isNotNull();
    assertThat(anna.json("--json", "rm", "werk:/Map/b.txt").get("removed").textValue())
        .isEqualTo("werk:/Map/b.txt");
  }

  @Test
  void getReplacesWhenToldByForceAsTheRemedySays() throws IOException {
    Path file = Files.writeString(folder.resolve("twice.txt"), "hallo");
    Path back = Files.createDirectories(folder.resolve("again"));
    assertThat(anna.run("put", file.toString(), "werk:/").exit()).isZero();
    Files.writeString(back.resolve("twice.txt"), "older");

    assertThat(anna.run("get", "werk:/twice.txt", back.toString()).err()).contains("add --force");
    assertThat(anna.run("get", "--force", "werk:/twice.txt", back.toString()).exit()).isZero();
    assertThat(back.resolve("twice.txt")).hasContent("hallo");
  }

  @Test
  void aForgedDirectorySealsNothingAndSaysSo() throws IOException {
    Path sealed = sealed("before.txt");
    Path revision;
    try (Stream<Path> files = Files.list(anna.directory())) {
      revision =
          files
              .filter(file -> file.getFileName().toString().matches("organisation~[0-9]+.json"))
              .max(Comparator.comparing(file -> file.getFileName().toString()))
              .orElseThrow();
    }
    byte[] honest = Files.readAllBytes(revision);
    String forged = new String(honest, UTF_8).replace("Voorbeeld BV", "Voorbeeld NV");
    Files.writeString(revision, forged);
    try {
      Outcome opened =
          anna.run("open", "-o", folder.resolve("still.txt").toString(), sealed.toString());
      Path file = Files.writeString(folder.resolve("after.txt"), "nieuw");
      Outcome refused = anna.run("seal", file.toString());

      assertThat(opened.exit()).as(opened.err()).isZero();
      assertThat(opened.err()).startsWith("dubbelslot: DS-50");
      assertThat(refused.exit()).isEqualTo(5);
      assertThat(folder.resolve("after.txt.dslot")).doesNotExist();
    } finally {
      Files.write(revision, honest);
    }
    assertThat(
            anna.run(
                    "open",
                    "--force",
                    "-o",
                    folder.resolve("still.txt").toString(),
                    sealed.toString())
                .err())
        .isEmpty();
  }

  @Test
  void aMissingPassphraseFileKeepsItsOwnFailure() {
    Path protectedHome = folder.resolve("real");
    Outcome outcome =
        new Run(protectedHome)
            .run(
                "custody",
                "init",
                "--organisation",
                "Echt BV",
                "--name",
                "Anna de Wit",
                "--directory",
                folder.resolve("real-directory").toString(),
                "--passphrase-file",
                folder.resolve("nowhere").toString());

    assertThat(outcome.err()).startsWith("dubbelslot: DS-291: ").hasLineCount(1);
    assertThat(outcome.exit()).isEqualTo(3);
  }

  private static Path sealed(String name) throws IOException {
    Path file = Files.writeString(folder.resolve(name), "hallo");
    anna.done("seal", file.toString());
    return folder.resolve(name + ".dslot");
  }
}
