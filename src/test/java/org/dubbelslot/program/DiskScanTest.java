package org.dubbelslot.program;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That nothing is found means something only if everything would be. */
@DisplayName("The search of the disk finds")
class DiskScanTest {
  private static final String MARKER = "Zorgdossier-7f3a9c";
  private static final String OTHER = "GEHEIM_vergadering";
  private static final int BLOCK = 1 << 20;

  @TempDir Path disk;

  private final DiskScan scan = new DiskScan(List.of(MARKER, OTHER));

  @Test
  @DisplayName("nothing where nothing is")
  void nothing() throws IOException {
    Files.write(disk.resolve("random"), noise(3 * BLOCK + 17));
    Files.writeString(disk.resolve("almost"), MARKER.substring(1) + OTHER.substring(0, 17));
    Files.writeString(disk.resolve("case"), MARKER.toLowerCase(java.util.Locale.ROOT));

    assertThat(scan.findings(disk)).isEmpty();
  }

  @Test
  @DisplayName("text in UTF-8 and UTF-16, either way round")
  void plain() throws IOException {
    Files.write(disk.resolve("a"), around(10_000, MARKER.getBytes(UTF_8)));
    Files.write(disk.resolve("b"), around(9_999, OTHER.getBytes(UTF_16LE)));
    Files.write(disk.resolve("c"), around(3, OTHER.getBytes(UTF_16BE)));

    assertThat(scan.findings(disk))
        .containsExactlyInAnyOrder(
            "a: " + MARKER, "b: " + OTHER + " (UTF-16LE)", "c: " + OTHER + " (UTF-16BE)");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 5, 17, 18, 19, 35})
  @DisplayName("text across the boundary of a block")
  void acrossBlocks(int before) throws IOException {
    Files.write(disk.resolve("large"), around(BLOCK - before, MARKER.getBytes(UTF_8)));
    Files.write(disk.resolve("larger"), around(2 * BLOCK - 57 - before, MARKER.getBytes(UTF_16LE)));

    assertThat(scan.findings(disk)).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  @DisplayName("base64 of text, whatever stands before it")
  void base64(int before) throws IOException {
    byte[] bytes = around(before, MARKER.getBytes(UTF_8));
    Files.write(disk.resolve("standard"), Base64.getEncoder().encode(bytes));
    Files.write(disk.resolve("url"), Base64.getUrlEncoder().withoutPadding().encode(bytes));

    assertThat(scan.findings(disk)).hasSize(2);
  }

  @Test
  @DisplayName("names of files and folders, and where links lead")
  void names() throws IOException {
    Files.createDirectories(disk.resolve("x/" + MARKER + "/y"));
    Files.createFile(disk.resolve("x/over " + OTHER + ".tmp"));
    Files.createSymbolicLink(disk.resolve("x/link"), Path.of("/nowhere/" + MARKER));

    assertThat(scan.findings(disk)).hasSize(3);
  }

  @Test
  @DisplayName("what a killed program left in a temporary file, hidden and cut short")
  void temporaryFile() throws IOException {
    byte[] bytes = around(70_000, MARKER.getBytes(UTF_8));
    Files.write(
        disk.resolve(".dubbelslot-0123456789abcdef"), java.util.Arrays.copyOf(bytes, 70_100));

    assertThat(scan.findings(disk)).hasSize(1);
  }

  @Test
  @DisplayName("a row of an SQLite database, and one that was deleted but not overwritten")
  void database() throws Exception {
    Path file = disk.resolve("queue.db");
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA secure_delete = OFF");
      statement.execute("CREATE TABLE job (name TEXT, note BLOB)");
      try (PreparedStatement insert =
          connection.prepareStatement("INSERT INTO job VALUES (?, ?)")) {
        insert.setString(1, MARKER + ".docx");
        insert.setBytes(2, new byte[8]);
        insert.executeUpdate();
      }
      assertThat(scan.findings(disk)).contains("queue.db: " + MARKER);
      statement.execute("DELETE FROM job");
      assertThat(scan.findings(disk)).contains("queue.db: " + MARKER);
    }
  }

  private static byte[] around(int before, byte[] marker) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(noise(before));
    out.writeBytes(marker);
    out.writeBytes(noise(5_000));
    return out.toByteArray();
  }

  private static byte[] noise(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }
}
