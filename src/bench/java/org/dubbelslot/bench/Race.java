package org.dubbelslot.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Whole commands against each other, in turn: A B C, A B C, … so that a machine whose speed drifts
 * is unfair to none. Each is started anew every time; its start counts.
 */
final class Race {
  private static final long RUN_LIMIT_MINUTES = 30;
  private static final long MEMORY_LOOK_MILLIS = 20;

  private final String name;
  private final Path log;
  private final List<Contestant> contestants = new ArrayList<>();

  /**
   * One command.
   *
   * @param before made ready before each run, not timed: its output deleted, for instance
   * @param command given the number of the round
   */
  private record Contestant(String name, Step before, CommandOf command) {}

  /** Something to do before a run. */
  @FunctionalInterface
  interface Step {
    void run(int round) throws Exception;
  }

  /** The command of one round. */
  @FunctionalInterface
  interface CommandOf {
    Command of(int round);
  }

  /**
   * What is started.
   *
   * @param environment added to this process's
   */
  record Command(List<String> arguments, Map<String, String> environment) {
    static Command of(String... arguments) {
      return new Command(List.of(arguments), Map.of());
    }
  }

  /**
   * One run.
   *
   * @param seconds from start to end
   * @param cpuSeconds user and system time of all its threads
   * @param peakKib the most memory it had at a time
   */
  record Run(double seconds, double cpuSeconds, long peakKib) {}

  /** Each contestant's runs, in order of the rounds. */
  record Result(String name, Map<String, List<Run>> runs) {}

  /** A race whose commands' output goes to {@code log}. */
  Race(String name, Path log) {
    this.name = name;
    this.log = log;
  }

  Race with(String contestant, Step before, CommandOf command) {
    contestants.add(new Contestant(contestant, before, command));
    return this;
  }

  /** Runs one round that does not count, and then {@code rounds}; for 0, one that counts. */
  Result run(int rounds) throws Exception {
    return rounds(0, rounds);
  }

  /** Runs one round, which counts. */
  Result once() throws Exception {
    return rounds(1, 1);
  }

  private Result rounds(int first, int last) throws Exception {
    Map<String, List<Run>> runs = new LinkedHashMap<>();
    contestants.forEach(one -> runs.put(one.name(), new ArrayList<>()));
    for (int round = first; round <= last; round++) {
      for (Contestant one : contestants) {
        one.before().run(round);
        Run run = time(one.command().of(round));
        if (round > 0 || last == 0) {
          runs.get(one.name()).add(run);
        }
      }
    }
    return new Result(name, runs);
  }

  private Run time(Command command) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(command.arguments())
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(command.environment());
    double cpuBefore = cpuSecondsOfChildren();
    long start = System.nanoTime();
    Process process = builder.start();
    AtomicLong peak = new AtomicLong();
    Thread watch = Thread.ofPlatform().daemon().start(() -> watchMemory(process, peak));
    boolean ended = process.waitFor(RUN_LIMIT_MINUTES, TimeUnit.MINUTES);
    double seconds = (System.nanoTime() - start) / 1e9;
    if (!ended || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IOException(
          "failed, see %s: %s".formatted(log, String.join(" ", command.arguments())));
    }
    watch.join();
    return new Run(seconds, cpuSecondsOfChildren() - cpuBefore, peak.get());
  }

  /** User and system time of all children that have ended; fields 16 and 17 of {@code stat}. */
  private static double cpuSecondsOfChildren() throws IOException {
    Path stat = Path.of("/proc/self/stat");
    if (!Files.exists(stat)) {
      return 0;
    }
    String line = Files.readString(stat);
    String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
    return (Long.parseLong(fields[13]) + Long.parseLong(fields[14])) / 100.0;
  }

  private static void watchMemory(Process process, AtomicLong peak) {
    Path status = Path.of("/proc/" + process.pid() + "/status");
    try {
      do {
        for (String line : Files.readAllLines(status)) {
          if (line.startsWith("VmHWM:")) {
            peak.set(Long.parseLong(line.replaceAll("\\D", "")));
          }
        }
      } while (!process.waitFor(MEMORY_LOOK_MILLIS, TimeUnit.MILLISECONDS));
    } catch (IOException endedMeanwhile) {
      Thread.onSpinWait();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
