package org.dubbelslot.files;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * One SQLite file of this person's own, for what a program must remember when it is killed.
 *
 * <p>Several programs may have it open at once: a write waits up to half a minute for another's.
 * What a write has committed survives a killed program; a power cut may take the last commits, but
 * never half of one (write-ahead log, {@code synchronous = NORMAL}). Within one program, works run
 * one after another; safe for several threads.
 */
public final class LocalDatabase implements AutoCloseable {
  private static final int BUSY_MILLISECONDS = 30_000;

  private final Path file;
  private final Connection connection;
  private final ReentrantLock lock = new ReentrantLock();

  private LocalDatabase(Path file, Connection connection) {
    this.file = file;
    this.connection = connection;
  }

  /**
   * Opens {@code file}, made for its owner alone when it is not there, and brings it to the newest
   * schema. The native library of SQLite is unpacked into the folder {@code native} beside it.
   *
   * @param schema what leads from each version to the next: the first makes the tables of version
   *     1; each may hold several statements
   * @throws LocalFileException.StoreNewer when a newer program has brought it further than {@code
   *     schema} goes
   * @throws LocalFileException.StoreDamaged when it is no database, or a damaged one
   * @throws LocalFileException when it cannot be opened or made
   */
  public static LocalDatabase open(Path file, List<String> schema) throws LocalFileException {
    Connection connection = null;
    try {
      Path folder = file.toAbsolutePath().getParent();
      OwnFolders.create(folder);
      createForOwner(file);
      SqliteLibrary.provide(folder.resolve("native"));
      connection = settings().createConnection("jdbc:sqlite:" + file.toAbsolutePath());
      LocalDatabase database = new LocalDatabase(file, connection);
      if (database.read(c -> version(c)) != schema.size()) {
        database.migrate(schema);
      }
      return database;
    } catch (SQLException e) {
      closeQuietly(connection, e);
      throw failure(file, e);
    } catch (IOException e) {
      closeQuietly(connection, e);
      throw IoFailures.writing(file, e);
    }
  }

  /**
   * As above, for what can be had again from elsewhere: a damaged file is begun anew.
   *
   * @throws LocalFileException when it cannot be opened or made
   */
  public static LocalDatabase openCopy(Path file, List<String> schema) throws LocalFileException {
    try {
      return open(file, schema);
    } catch (LocalFileException.StoreDamaged e) {
      try {
        for (String part : List.of("", "-wal", "-shm")) {
          Files.deleteIfExists(file.resolveSibling(file.getFileName() + part));
        }
      } catch (IOException undeletable) {
        e.addSuppressed(undeletable);
        throw e;
      }
      return open(file, schema);
    }
  }

  /** SQLite would make it readable for everybody; its log and index take over its permissions. */
  private static void createForOwner(Path file) throws IOException {
    try {
      if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      }
    } catch (FileAlreadyExistsException e) {
      // It is there, as usual.
      return;
    }
  }

  private static SQLiteConfig settings() {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
    config.setTempStore(SQLiteConfig.TempStore.MEMORY);
    config.setBusyTimeout(BUSY_MILLISECONDS);
    config.enforceForeignKeys(true);
    return config;
  }

  private void migrate(List<String> schema) throws LocalFileException {
    int version =
        write(
            c -> {
              int from = version(c);
              try (Statement statement = c.createStatement()) {
                for (String step : schema.subList(Math.min(from, schema.size()), schema.size())) {
                  statement.executeUpdate(step);
                }
                if (from < schema.size()) {
                  statement.execute("PRAGMA user_version = " + schema.size());
                }
              }
              return from;
            });
    if (version > schema.size()) {
      close();
      throw new LocalFileException.StoreNewer(file);
    }
  }

  private static int version(Connection c) throws SQLException {
    try (Statement statement = c.createStatement();
        ResultSet result = statement.executeQuery("PRAGMA user_version")) {
      return result.getInt(1);
    }
  }

  /**
   * Runs {@code work} on one state of the database.
   *
   * @throws LocalFileException when it fails
   * @throws IllegalStateException when this is closed
   */
  public <T> T read(Work<T> work) throws LocalFileException {
    return run("BEGIN", work);
  }

  /**
   * Runs {@code work} alone among all writers, and keeps what it did, wholly; nothing of it when it
   * throws.
   *
   * @throws LocalFileException when it fails
   * @throws IllegalStateException when this is closed
   */
  public <T> T write(Work<T> work) throws LocalFileException {
    return run("BEGIN IMMEDIATE", work);
  }

  private <T> T run(String begin, Work<T> work) throws LocalFileException {
    lock.lock();
    try {
      if (connection.isClosed()) {
        throw new IllegalStateException("the database is closed");
      }
      execute(begin);
      boolean done = false;
      try {
        T result = work.run(connection);
        execute("COMMIT");
        done = true;
        return result;
      } finally {
        if (!done) {
          rollBack();
        }
      }
    } catch (SQLException e) {
      throw failure(file, e);
    } finally {
      lock.unlock();
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private void rollBack() {
    try {
      execute("ROLLBACK");
    } catch (SQLException e) {
      // SQLite has rolled back by itself (a full disk, for one); what went wrong is told already.
      System.getLogger(LocalDatabase.class.getName())
          .log(System.Logger.Level.DEBUG, "nothing to roll back", e);
    }
  }

  private static LocalFileException failure(Path file, SQLException e) {
    SQLiteErrorCode code =
        e instanceof SQLiteException known ? known.getResultCode() : SQLiteErrorCode.UNKNOWN_ERROR;
    return switch (code) {
      case SQLITE_NOTADB, SQLITE_CORRUPT -> new LocalFileException.StoreDamaged(file);
      case SQLITE_FULL -> new LocalFileException.DiskFull(file, e);
      case SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_READONLY -> new LocalFileException.Unwritable(file);
      default -> new LocalFileException.WriteFailed(file, e);
    };
  }

  private static void closeQuietly(Connection connection, Exception cause) {
    if (connection != null) {
      try {
        connection.close();
      } catch (SQLException e) {
        cause.addSuppressed(e);
      }
    }
  }

  /** Waits for the work under way and closes the file; does nothing twice. */
  @Override
  public void close() throws LocalFileException {
    lock.lock();
    try {
      connection.close();
    } catch (SQLException e) {
      throw failure(file, e);
    } finally {
      lock.unlock();
    }
  }

  /**
   * What is done in one transaction; it leaves beginning and ending it to the database.
   *
   * @param <T> what comes of it
   */
  @FunctionalInterface
  public interface Work<T> {
    /** Does it. */
    T run(Connection c) throws SQLException;
  }
}
