package org.dubbelslot.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs the benchmarks of rooms, by JMH, and then those of {@link WholeCommands}. */
public final class Benchmarks {
  private Benchmarks() {}

  /** Takes what {@link WholeCommands#main} takes; {@code jmh} is one more part. */
  public static void main(String[] arguments) throws Exception {
    Path results = Path.of(arguments[0]).toAbsolutePath();
    Files.createDirectories(results.getParent());
    List<String> parts = List.of(arguments[4].split(","));
    if (parts.contains("all") || parts.contains("jmh")) {
      Path file = results.resolveSibling("jmh.json");
      jmh(file, arguments[3].equals("quick"));
      new Report(results).jmh(file);
    }
    WholeCommands.main(arguments);
  }

  private static void jmh(Path file, boolean quick) throws Exception {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("org\\.dubbelslot\\..*Benchmark")
            .addProfiler(GCProfiler.class)
            .resultFormat(ResultFormatType.JSON)
            .result(file.toString())
            .shouldFailOnError(true);
    if (quick) {
      options
          .warmupIterations(1)
          .warmupTime(TimeValue.seconds(1))
          .measurementIterations(1)
          .measurementTime(TimeValue.seconds(1));
    }
    new Runner(options.build()).run();
  }
}
