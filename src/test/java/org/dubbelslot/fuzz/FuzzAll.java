package org.dubbelslot.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds every {@code @FuzzTest} method in the classes named {@code *FuzzTest} and fuzzes each for
 * the given time, because Jazzer can fuzz only one target in a process. Fails when any of them
 * finds something, or when there is none.
 *
 * <p>Arguments: seconds for each target, folder of compiled tests, folder for logs and corpora.
 */
public final class FuzzAll {
  /** What a process may take beyond its seconds: to start, to instrument, to end. */
  private static final int GRACE_SECONDS = 120;

  private static final int LAST_LINES = 60;

  private FuzzAll() {}

  /** A method to fuzz. */
  private record Target(String testClass, Method method) {
    @Override
    public String toString() {
      return testClass + "." + method.getName();
    }
  }

  /** Ends with status 1 when a target failed. */
  public static void main(String[] args) throws Exception {
    int seconds = Integer.parseInt(args[0]);
    Path results = Files.createDirectories(Path.of(args[2]).toAbsolutePath());
    List<Target> targets = targets(Path.of(args[1]));
    List<String> failed = new ArrayList<>();
    for (Target target : targets) {
      Path log = results.resolve(target + ".log");
      boolean sound = fuzz(target, seconds, results, log);
      System.out.printf("%-60s %s%n", target, sound ? "nothing found, " + runs(log) : "FAILED");
      if (!sound) {
        failed.add(target + ", see " + log);
        List<String> lines = Files.readAllLines(log);
        lines
            .subList(Math.max(0, lines.size() - LAST_LINES), lines.size())
            .forEach(System.out::println);
      }
    }
    System.out.printf("%d targets, %d s each, %d failed%n", targets.size(), seconds, failed.size());
    failed.forEach(System.out::println);
    System.exit(targets.isEmpty() || !failed.isEmpty() ? 1 : 0);
  }

  private static List<Target> targets(Path classes) throws IOException, ClassNotFoundException {
    List<Target> targets = new ArrayList<>();
    try (Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(f -> f.toString().endsWith("FuzzTest.class")).toList()) {
        String path = classes.relativize(file).toString();
        String name = path.replace(File.separatorChar, '.').replaceFirst("\\.class$", "");
        Class<?> type = Class.forName(name, false, FuzzAll.class.getClassLoader());
        Arrays.stream(type.getDeclaredMethods())
            .filter(method -> method.isAnnotationPresent(FuzzTest.class))
            .forEach(method -> targets.add(new Target(name, method)));
      }
    }
    targets.sort(Comparator.comparing(Target::toString));
    return targets;
  }

  private static boolean fuzz(Target target, int seconds, Path results, Path log)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.add("-Xmx1g");
    command.add("-XX:+EnableDynamicAgentLoading");
    command.add("--enable-native-access=ALL-UNNAMED");
    for (String property : List.of("shared.dir", "project.basedir")) {
      command.add(
          "-D" + property + "=" + Path.of(System.getProperty(property, ".")).toAbsolutePath());
    }
    command.add("-cp");
    command.add(absoluteClassPath());
    command.add(FuzzOne.class.getName());
    command.add(FuzzOne.selector(target.method()));
    command.add(Integer.toString(seconds));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(results.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("JAZZER_FUZZ", "1");
    Process process = builder.start();
    if (!process.waitFor((long) seconds + GRACE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
      return false;
    }
    return process.exitValue() == 0;
  }

  // The process runs in the results' folder, where Jazzer keeps its growing corpus.
  private static String absoluteClassPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static String runs(Path log) throws IOException {
    try (Stream<String> lines = Files.lines(log)) {
      return lines.filter(line -> line.startsWith("Done ")).findFirst().orElse("runs not counted");
    }
  }
}
