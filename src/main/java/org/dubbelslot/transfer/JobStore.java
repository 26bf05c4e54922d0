package org.dubbelslot.transfer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.dubbelslot.crypto.LocalSeal;
import org.dubbelslot.files.LocalDatabase;
import org.dubbelslot.files.LocalFileException;
import org.dubbelslot.json.StrictJson;

/**
 * The jobs in their database. Whatever tells of a file (names, paths, addresses, sizes) stands in
 * boxes that only this device opens.
 */
final class JobStore implements Closeable {
  private static final List<String> SCHEMA =
      List.of(
          """
          CREATE TABLE job (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            run TEXT NOT NULL,
            state TEXT NOT NULL,
            code TEXT,
            since INTEGER NOT NULL,
            task BLOB NOT NULL,
            begun BLOB
          ) STRICT;
          CREATE INDEX job_run ON job (run, id);
          """);

  private final Path file;
  private final LocalDatabase database;
  private final LocalSeal seal;
  private final Clock clock;

  /** Opens {@code file}; takes over the seal. */
  JobStore(Path file, LocalSeal seal, Clock clock) throws LocalFileException {
    this.file = file;
    this.database = LocalDatabase.open(file, SCHEMA);
    this.seal = seal;
    this.clock = clock;
  }

  /** Adds tasks as waiting jobs of {@code run}, in their order. */
  void add(String run, List<Task> tasks) throws LocalFileException {
    database.write(
        c -> {
          long id = lastId(c);
          try (PreparedStatement insert =
              c.prepareStatement(
                  "INSERT INTO job (id, run, state, since, task) VALUES (?, ?, ?, ?, ?)")) {
            long now = clock.millis();
            for (Task task : tasks) {
              id++;
              insert.setLong(1, id);
              insert.setString(2, run);
              insert.setString(3, text(Job.State.WAITING));
              insert.setLong(4, now);
              insert.setBytes(5, box(JobJson.of(task), taskContext(id)));
              insert.addBatch();
            }
            return insert.executeBatch();
          }
        });
  }

  /** Adds a job of {@code run} that is under way; returns its id. */
  long begin(String run, Task task, ObjectNode begun) throws LocalFileException {
    return database.write(
        c -> {
          long id = lastId(c) + 1;
          try (PreparedStatement insert =
              c.prepareStatement(
                  "INSERT INTO job (id, run, state, since, task, begun) VALUES (?, ?, ?, ?, ?,"
                      + " ?)")) {
            insert.setLong(1, id);
            insert.setString(2, run);
            insert.setString(3, text(Job.State.RUNNING));
            insert.setLong(4, clock.millis());
            insert.setBytes(5, box(JobJson.of(task), taskContext(id)));
            insert.setBytes(6, box(begun, begunContext(id)));
            insert.executeUpdate();
            return id;
          }
        });
  }

  private static long lastId(Connection c) throws SQLException {
    try (Statement statement = c.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT seq FROM sqlite_sequence WHERE name = 'job'")) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  /** Notes what an attempt has begun. */
  void checkpoint(long id, ObjectNode begun) throws LocalFileException {
    update(
        "UPDATE job SET state = ?, begun = ? WHERE id = ?",
        s -> {
          s.setString(1, text(Job.State.RUNNING));
          s.setBytes(2, box(begun, begunContext(id)));
          s.setLong(3, id);
        });
  }

  /** Gives a job another task, and what it has begun another meaning. */
  void change(long id, Task task, Optional<ObjectNode> begun) throws LocalFileException {
    update(
        "UPDATE job SET task = ?, begun = ? WHERE id = ?",
        s -> {
          s.setBytes(1, box(JobJson.of(task), taskContext(id)));
          s.setBytes(2, begun.isPresent() ? box(begun.get(), begunContext(id)) : null);
          s.setLong(3, id);
        });
  }

  void fail(long id, String code) throws LocalFileException {
    update(
        "UPDATE job SET state = ?, code = ? WHERE id = ?",
        s -> {
          s.setString(1, text(Job.State.FAILED));
          s.setString(2, code);
          s.setLong(3, id);
        });
  }

  /** Puts a job into a state in which no failure is known of it. */
  void put(long id, Job.State state) throws LocalFileException {
    update(
        "UPDATE job SET state = ?, code = NULL WHERE id = ?",
        s -> {
          s.setString(1, text(state));
          s.setLong(2, id);
        });
  }

  /** One job, unless it is gone. */
  Optional<Job> find(long id) throws LocalFileException {
    return select("SELECT * FROM job WHERE id = ?", s -> s.setLong(1, id)).stream().findFirst();
  }

  void remove(long id) throws LocalFileException {
    update("DELETE FROM job WHERE id = ?", s -> s.setLong(1, id));
  }

  /** Takes a job over from a run that is no more; false when somebody else was faster. */
  boolean adopt(Job job, String run) throws LocalFileException {
    return update(
            "UPDATE job SET run = ?, state = ?, code = NULL WHERE id = ? AND run = ?",
            s -> {
              s.setString(1, run);
              s.setString(2, text(Job.State.WAITING));
              s.setLong(3, job.id());
              s.setString(4, job.run());
            })
        == 1;
  }

  /**
   * Marks what a run leaves unfinished without a failure, and without having been put aside;
   * returns how many those are.
   */
  int pause(String run) throws LocalFileException {
    return update(
        "UPDATE job SET state = ? WHERE run = ? AND state <> ? AND state <> ?",
        s -> {
          s.setString(1, text(Job.State.PAUSED));
          s.setString(2, run);
          s.setString(3, text(Job.State.FAILED));
          s.setString(4, text(Job.State.HELD));
        });
  }

  /** The waiting jobs of a run after {@code afterId}, in order, at most {@code limit}. */
  List<Job> waiting(String run, long afterId, int limit) throws LocalFileException {
    return select(
        "SELECT * FROM job WHERE run = ? AND state = ? AND id > ? ORDER BY id LIMIT ?",
        s -> {
          s.setString(1, run);
          s.setString(2, text(Job.State.WAITING));
          s.setLong(3, afterId);
          s.setInt(4, limit);
        });
  }

  int count(String run) throws LocalFileException {
    return database.read(
        c -> {
          try (PreparedStatement s = c.prepareStatement("SELECT count(*) FROM job WHERE run = ?")) {
            s.setString(1, run);
            try (ResultSet row = s.executeQuery()) {
              return row.getInt(1);
            }
          }
        });
  }

  /** The jobs of all runs but one. */
  List<Job> ofOthers(String run) throws LocalFileException {
    return select("SELECT * FROM job WHERE run <> ? ORDER BY id", s -> s.setString(1, run));
  }

  /** How many jobs each run has, which no key is needed to know. */
  static Map<String, Integer> counts(Path file) throws IOException {
    try (LocalDatabase database = LocalDatabase.open(file, SCHEMA)) {
      return database.read(
          c -> {
            Map<String, Integer> counts = new HashMap<>();
            try (Statement statement = c.createStatement();
                ResultSet rows =
                    statement.executeQuery("SELECT run, count(*) FROM job GROUP BY run")) {
              while (rows.next()) {
                counts.put(rows.getString(1), rows.getInt(2));
              }
            }
            return counts;
          });
    }
  }

  private interface Values {
    void set(PreparedStatement statement) throws SQLException;
  }

  private int update(String sql, Values values) throws LocalFileException {
    return database.write(
        c -> {
          try (PreparedStatement statement = c.prepareStatement(sql)) {
            values.set(statement);
            return statement.executeUpdate();
          }
        });
  }

  private record Row(
      long id, String run, String state, String code, long since, byte[] task, byte[] begun) {}

  private List<Job> select(String sql, Values values) throws LocalFileException {
    List<Row> rows =
        database.read(
            c -> {
              try (PreparedStatement statement = c.prepareStatement(sql)) {
                values.set(statement);
                List<Row> found = new ArrayList<>();
                try (ResultSet row = statement.executeQuery()) {
                  while (row.next()) {
                    found.add(
                        new Row(
                            row.getLong("id"),
                            row.getString("run"),
                            row.getString("state"),
                            row.getString("code"),
                            row.getLong("since"),
                            row.getBytes("task"),
                            row.getBytes("begun")));
                  }
                }
                return found;
              }
            });
    List<Job> jobs = new ArrayList<>();
    for (Row row : rows) {
      read(row).ifPresent(jobs::add);
    }
    return jobs;
  }

  /** A job of another device's keys, from before this one enrolled anew, is nobody's any more. */
  private Optional<Job> read(Row row) throws LocalFileException {
    ObjectNode task;
    Optional<ObjectNode> begun;
    try {
      task = unbox(row.task(), taskContext(row.id()));
      begun =
          row.begun() == null
              ? Optional.empty()
              : Optional.of(unbox(row.begun(), begunContext(row.id())));
    } catch (GeneralSecurityException e) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Job(
              row.id(),
              row.run(),
              Job.State.valueOf(row.state().toUpperCase(Locale.ROOT)),
              Optional.ofNullable(row.code()),
              Instant.ofEpochMilli(row.since()),
              JobJson.task(task),
              begun));
    } catch (IllegalArgumentException e) {
      throw new LocalFileException.StoreDamaged(file);
    }
  }

  private byte[] box(ObjectNode json, String context) {
    return seal.seal(StrictJson.write(json), context);
  }

  private ObjectNode unbox(byte[] box, String context)
      throws GeneralSecurityException, LocalFileException {
    byte[] plain = seal.open(box, context);
    try {
      return StrictJson.parse(plain);
    } catch (IOException e) {
      throw new LocalFileException.StoreDamaged(file);
    }
  }

  private static String text(Job.State state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  private static String taskContext(long id) {
    return "task " + id;
  }

  private static String begunContext(long id) {
    return "begun " + id;
  }

  @Override
  public void close() throws LocalFileException {
    try (seal) {
      database.close();
    }
  }
}
