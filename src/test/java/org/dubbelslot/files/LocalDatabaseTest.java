package org.dubbelslot.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalDatabaseTest {
  private static final List<String> SCHEMA =
      List.of(
          "CREATE TABLE word (id INTEGER PRIMARY KEY, text TEXT NOT NULL);"
              + " CREATE INDEX word_text ON word (text)");

  @TempDir Path temporary;
  private Path file;

  @BeforeEach
  void place() {
    file = temporary.resolve("state").resolve("words.db");
  }

  private static LocalDatabase.Work<Integer> insert(String text) {
    return c -> {
      try (PreparedStatement insert = c.prepareStatement("INSERT INTO word (text) VALUES (?)")) {
        insert.setString(1, text);
        return insert.executeUpdate();
      }
    };
  }

  private static List<String> words(Connection c) throws SQLException {
    List<String> words = new ArrayList<>();
    try (Statement select = c.createStatement();
        ResultSet rows = select.executeQuery("SELECT text FROM word ORDER BY id")) {
      while (rows.next()) {
        words.add(rows.getString(1));
      }
    }
    return words;
  }

  private static String pragma(LocalDatabase database, String name) throws LocalFileException {
    return database.read(
        c -> {
          try (Statement statement = c.createStatement();
              ResultSet result = statement.executeQuery("PRAGMA " + name)) {
            return result.getString(1);
          }
        });
  }

  @Test
  void whatWasWrittenIsThereAgain() throws IOException {
    try (LocalDatabase database = LocalDatabase.open(file, SCHEMA)) {
      database.write(insert("één"));
    }
    try (LocalDatabase database = LocalDatabase.open(file, SCHEMA)) {
      assertThat(database.read(LocalDatabaseTest::words)).containsExactly("één");
    }
  }

  @Test
  void aWriteThatFailsLeavesNothing() throws IOException {
    try (LocalDatabase database = LocalDatabase.open(file, SCHEMA)) {
      assertThatThrownBy(
              () ->
                  database.write(
                      c -> {
                        insert("half").run(c);
                        throw new IllegalStateException("on purpose");
                      }))
          .isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(
              () ->
                  database.write(
                      c -> {
                        insert("half").run(c);
                        return insert(null).run(c);
                      }))
          .isInstanceOf(LocalFileException.WriteFailed.class);

      assertThat(database.read(LocalDatabaseTest::words)).isEmpty();
    }
  }

  @Test
  void itIsSetSoThatAKilledProgramLosesNothing() throws IOException {
    try (LocalDatabase database = LocalDatabase.open(file, SCHEMA)) {
      assertThat(pragma(database, "journal_mode")).isEqualTo("wal");
      assertThat(pragma(database, "synchronous")).as("NORMAL").isEqualTo("1");
      assertThat(pragma(database, "busy_timeout")).isEqualTo("30000");
      assertThat(pragma(database, "user_version")).isEqualTo("1");
      assertThat(pragma(database, "temp_store")).as("in memory").isEqualTo("2");
    }
  }

  @Test
  void twoProgramsWriteAtOnceAndNoneIsTurnedAway() throws Exception {
    int each = 100;
    try (LocalDatabase one = LocalDatabase.open(file, SCHEMA);
        LocalDatabase two = LocalDatabase.open(file, SCHEMA);
        ExecutorService both = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      for (LocalDatabase database : List.of(one, two)) {
        running.add(
            both.submit(
                () -> {
                  for (int i = 0; i < each; i++) {
                    database.write(insert("word"));
                  }
                  return null;
                }));
      }
      for (Future<?> future : running) {
        future.get();
      }

      assertThat(one.read(LocalDatabaseTest::words)).hasSize(2 * each);
    }
  }

  @Test
  void aWriterWaitsForTheOther() throws Exception {
    try (LocalDatabase one = LocalDatabase.open(file, SCHEMA);
        LocalDatabase two = LocalDatabase.open(file, SCHEMA);
        ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      CountDownLatch writing = new CountDownLatch(1);
      CountDownLatch goOn = new CountDownLatch(1);
      Future<Integer> first =
          executor.submit(
              () ->
                  one.write(
                      c -> {
                        writing.countDown();
                        await(goOn);
                        return insert("first").run(c);
                      }));
      writing.await();
      Future<Integer> second = executor.submit(() -> two.write(insert("second")));
      goOn.countDown();
      first.get();
      second.get();

      assertThat(two.read(LocalDatabaseTest::words)).containsExactly("first", "second");
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void anOlderFileIsBroughtOn() throws IOException {
    try (LocalDatabase old = LocalDatabase.open(file, SCHEMA)) {
      old.write(insert("kept"));
    }
    List<String> newer =
        List.of(SCHEMA.getFirst(), "ALTER TABLE word ADD COLUMN language TEXT DEFAULT 'nl'");
    try (LocalDatabase database = LocalDatabase.open(file, newer)) {
      assertThat(database.read(LocalDatabaseTest::words)).containsExactly("kept");
      assertThat(pragma(database, "user_version")).isEqualTo("2");
    }
  }

  @Test
  void aNewerFileThanTheProgramIsRefused() throws IOException {
    List<String> newer = List.of(SCHEMA.getFirst(), "CREATE TABLE more (id INTEGER)");
    LocalDatabase.open(file, newer).close();

    assertThatThrownBy(() -> LocalDatabase.open(file, SCHEMA))
        .isInstanceOf(LocalFileException.StoreNewer.class);
    try (LocalDatabase database = LocalDatabase.open(file, newer)) {
      assertThat(pragma(database, "user_version")).isEqualTo("2");
    }
  }

  @Test
  void whatIsNoDatabaseIsCalledDamaged() throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "this is no database, and longer than the header of one would be. ");

    assertThatThrownBy(() -> LocalDatabase.open(file, SCHEMA))
        .isInstanceOf(LocalFileException.StoreDamaged.class);
  }

  @Test
  void aPlaceThatMayNotBeWrittenIsSaidSo() throws IOException {
    Files.writeString(temporary.resolve("state"), "a file stands in the way");

    assertThatThrownBy(() -> LocalDatabase.open(file, SCHEMA))
        .isInstanceOf(LocalFileException.class);
  }

  @Test
  void nobodyElseMayLookIntoIt() throws IOException {
    try (LocalDatabase database = LocalDatabase.open(file, SCHEMA)) {
      database.write(insert("mine"));

      assertThat(mode(file)).isEqualTo("rw-------");
      assertThat(mode(file.resolveSibling("words.db-wal"))).isEqualTo("rw-------");
      assertThat(mode(file.resolveSibling("words.db-shm"))).isEqualTo("rw-------");
      assertThat(mode(file.getParent())).isEqualTo("rwx------");
    }
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void onceClosedItRefuses() throws IOException {
    LocalDatabase database = LocalDatabase.open(file, SCHEMA);
    database.close();
    database.close();

    assertThatThrownBy(() -> database.read(LocalDatabaseTest::words))
        .isInstanceOf(IllegalStateException.class);
  }
}
