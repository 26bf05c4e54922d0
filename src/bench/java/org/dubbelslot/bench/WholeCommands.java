package org.dubbelslot.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Times the packaged program beside others, each as a whole command. Started in a network of its
 * own, in which rclone takes the sandbox for OneDrive; without one the transfers are left out.
 */
public final class WholeCommands {
  private static final long MIB = 1L << 20;

  private WholeCommands() {}

  /**
   * Takes the file for the results, the application folder, the example organisation, {@code full}
   * or {@code quick}, and any of {@code local}, {@code large}, {@code starts}, {@code window},
   * {@code window-folder}, {@code heap}, {@code small}, {@code growth}, {@code one}, or {@code
   * all}.
   */
  public static void main(String[] arguments) throws Exception {
    boolean quick = arguments[3].equals("quick");
    List<String> parts = List.of(arguments[4].split(","));
    Path folder = Files.createTempDirectory(workFolder(), "dubbelslot-bench-");
    try {
      Installed installed = new Installed(Path.of(arguments[1]), Path.of(arguments[2]), folder);
      Report report = new Report(Path.of(arguments[0]).toAbsolutePath());
      report.machine(folder);
      run(installed, Path.of(arguments[1]), report, parts, quick);
      report.print(System.out);
    } catch (Exception e) {
      Path log = folder.resolve("output.log");
      System.err.println(Files.exists(log) ? Files.readString(log) : "no output");
      throw e;
    } finally {
      Samples.delete(folder);
    }
  }

  private static void run(
      Installed installed, Path app, Report report, List<String> parts, boolean quick)
      throws Exception {
    int rounds = quick ? 2 : 9;
    LocalFiles local = new LocalFiles(installed);
    if (asked(parts, "starts")) {
      add(report, local.starts(rounds));
    }
    if (asked(parts, "window") || parts.contains("window-folder")) {
      try (Windows windows = new Windows(installed, app)) {
        if (!parts.contains("window-folder")) {
          add(report, windows.starts(rounds));
        }
        report.window(windows.folder(quick ? 1_000 : 10_000, quick ? 100 : 1_000));
      }
    }
    if (asked(parts, "local")) {
      add(report, local.run(quick ? 64 * MIB : 1024 * MIB, rounds, true));
    }
    if (asked(parts, "large") && !quick && hasMemory(15_000 * MIB)) {
      add(report, local.run(4096 * MIB, rounds, false));
    }
    if (asked(parts, "heap")) {
      heap(installed, report, quick);
    }
    if (!asked(parts, "small") && !asked(parts, "growth") && !asked(parts, "one")) {
      return;
    }
    if (!hasMemory(14_000 * MIB)) {
      return;
    }
    if (!"inside".equals(System.getenv("PRIVATE_NETWORK"))) {
      System.err.println("No network of its own could be made: transfers are left out.");
      return;
    }
    try (SandboxTransfers transfers = new SandboxTransfers(installed)) {
      if (asked(parts, "small")) {
        add(report, transfers.smallFiles(quick ? 100 : 1_000, rounds));
      }
      if (asked(parts, "growth") && !quick) {
        add(report, transfers.smallFiles(100, rounds));
        add(report, transfers.smallFiles(10_000, 0));
      }
      if (asked(parts, "one")) {
        add(report, transfers.largeFile(quick ? 64 * MIB : 1024 * MIB, rounds));
      }
      report.add(transfers.costs());
    }
  }

  /** Files in memory must not take what the rest of the machine needs. */
  private static boolean hasMemory(long bytes) throws Exception {
    Path info = Path.of("/proc/meminfo");
    if (!Files.exists(info)) {
      return true;
    }
    for (String line : Files.readAllLines(info)) {
      if (line.startsWith("MemAvailable:")
          && Long.parseLong(line.replaceAll("\\D", "")) << 10 < bytes) {
        System.err.printf("Left out: it takes %,d MiB of free memory.%n", bytes / MIB);
        return false;
      }
    }
    return true;
  }

  /** On a disk, unlike the others: the target folder is on one. */
  private static void heap(Installed installed, Report report, boolean quick) throws Exception {
    Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "bench-heap-");
    try {
      add(report, new SmallHeap(installed.in(folder)).run(quick ? 128 * MIB : 6 * 1024 * MIB));
    } finally {
      Samples.delete(folder);
    }
  }

  private static boolean asked(List<String> parts, String part) {
    return parts.contains("all") || parts.contains(part);
  }

  private static void add(Report report, List<Race.Result> results) throws Exception {
    for (Race.Result result : results) {
      report.add(result);
    }
  }

  /** In memory where there is such a folder: then the disk is not what is measured. */
  private static Path workFolder() throws Exception {
    Path memory = Path.of("/dev/shm");
    return Files.isWritable(memory)
        ? memory
        : Files.createDirectories(Path.of(System.getProperty("java.io.tmpdir")));
  }
}
