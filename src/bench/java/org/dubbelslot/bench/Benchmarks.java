package org.dubbelslot.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs every benchmark of this package with the allocation profiler. */
public final class Benchmarks {
  private Benchmarks() {}

  /** Takes one argument: the JSON file to write. */
  public static void main(String[] arguments) throws Exception {
    Path results = Path.of(arguments[0]).toAbsolutePath();
    Files.createDirectories(results.getParent());
    new Runner(
            new OptionsBuilder()
                .include("org\\.dubbelslot\\..*Benchmark")
                .addProfiler(GCProfiler.class)
                .resultFormat(ResultFormatType.JSON)
                .result(results.toString())
                .shouldFailOnError(true)
                .build())
        .run();
  }
}
