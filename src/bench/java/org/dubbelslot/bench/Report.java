package org.dubbelslot.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/** {@code results.json} and the table. */
final class Report {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path target;
  private final ObjectNode root;

  /** Goes on with what an earlier part of the same run has left in {@code target}. */
  Report(Path target) throws IOException {
    this.target = target;
    this.root =
        Files.exists(target) && JSON.readTree(target.toFile()) instanceof ObjectNode earlier
            ? earlier
            : JSON.createObjectNode();
  }

  /** What the figures were taken on. */
  void machine(Path folder) throws Exception {
    ObjectNode machine = root.putObject("machine");
    machine.put("processor", processor());
    machine.put("processors", Runtime.getRuntime().availableProcessors());
    machine.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    machine.put("java", Runtime.version().toString());
    machine.put("folder", Files.getFileStore(folder).type());
    machine.put("load", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    ObjectNode versions = machine.putObject("versions");
    Map<String, List<String>> asked =
        new TreeMap<>(
            Map.of(
                "age", List.of("age", "--version"),
                "openssl", List.of("openssl", "version"),
                "cp", List.of("cp", "--version"),
                "rclone", List.of("rclone", "version")));
    for (Map.Entry<String, List<String>> one : asked.entrySet()) {
      if (Installed.has(one.getKey())) {
        Process process = new ProcessBuilder(one.getValue()).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), "UTF-8");
        versions.put(one.getKey(), said.lines().findFirst().orElse(""));
      }
    }
  }

  private static String processor() throws IOException {
    Path info = Path.of("/proc/cpuinfo");
    if (!Files.exists(info)) {
      return System.getProperty("os.arch");
    }
    return Files.readAllLines(info).stream()
        .filter(line -> line.startsWith("model name"))
        .map(line -> line.substring(line.indexOf(':') + 2))
        .findFirst()
        .orElse("unknown");
  }

  /** Takes the first contestant as ours and compares it with each other one, round by round. */
  void add(Race.Result result) throws IOException {
    ArrayNode cases = root.withArray("whole");
    removeNamed(cases, result.name());
    ObjectNode entry = cases.addObject().put("case", result.name());
    List<Race.Run> ours = result.runs().values().iterator().next();
    entry.put("rounds", ours.size());
    ArrayNode contestants = entry.putArray("contestants");
    result
        .runs()
        .forEach(
            (name, runs) -> {
              ObjectNode one = contestants.addObject().put("name", name);
              range(one.putObject("seconds"), runs, Race.Run::seconds);
              range(one.putObject("cpuSeconds"), runs, Race.Run::cpuSeconds);
              one.put("peakMiB", runs.stream().mapToLong(Race.Run::peakKib).max().orElse(0) >> 10);
              if (runs != ours) {
                double[] speed = new double[ours.size()];
                for (int i = 0; i < speed.length; i++) {
                  speed[i] = runs.get(i).seconds() / ours.get(i).seconds();
                }
                range(one.putObject("ourSpeed"), speed);
              }
            });
    write();
  }

  void add(List<SandboxTransfers.Cost> costs) throws IOException {
    ArrayNode all = root.withArray("costs");
    for (SandboxTransfers.Cost cost : costs) {
      removeNamed(all, cost.name());
    }
    for (SandboxTransfers.Cost cost : costs) {
      all.addObject()
          .put("case", cost.name())
          .put("who", cost.who())
          .put("requestsPerFile", cost.requests())
          .put("unitsPerFile", cost.units());
    }
    write();
  }

  /** What the window was like in a large folder. */
  void window(ObjectNode figures) throws IOException {
    root.set("window", figures);
    write();
  }

  private static void removeNamed(ArrayNode cases, String name) {
    for (int i = cases.size() - 1; i >= 0; i--) {
      if (cases.get(i).get("case").asText().equals(name)) {
        cases.remove(i);
      }
    }
  }

  /** JMH's own results. */
  void jmh(Path file) throws IOException {
    ArrayNode all = root.putArray("jmh");
    for (JsonNode one : JSON.readTree(file.toFile())) {
      String name = one.get("benchmark").textValue();
      JsonNode metric = one.get("primaryMetric");
      JsonNode allocated = one.path("secondaryMetrics").path("gc.alloc.rate.norm");
      all.addObject()
          .put("case", name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1))
          .put("score", metric.get("score").doubleValue())
          .put("error", metric.get("scoreError").asDouble())
          .put("unit", metric.get("scoreUnit").textValue())
          .put("bytesAllocatedPerOperation", allocated.path("score").asDouble());
    }
    write();
  }

  private static void range(
      ObjectNode node, List<Race.Run> runs, ToDoubleFunction<Race.Run> figure) {
    range(node, runs.stream().mapToDouble(figure).toArray());
  }

  private static void range(ObjectNode node, double... values) {
    double[] sorted = DoubleStream.of(values).sorted().toArray();
    int middle = sorted.length / 2;
    double median =
        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    node.put("median", median).put("least", sorted[0]).put("most", sorted[sorted.length - 1]);
  }

  private void write() throws IOException {
    Files.createDirectories(target.getParent());
    JSON.writerWithDefaultPrettyPrinter().writeValue(target.toFile(), root);
  }

  /** The table, in Markdown. */
  void print(PrintStream out) {
    out.println("| case | program | seconds | processor seconds | peak MiB | our speed ÷ its |");
    out.println("|---|---|---|---|---|---|");
    for (JsonNode entry : root.path("whole")) {
      String name = entry.get("case").textValue();
      for (JsonNode one : entry.get("contestants")) {
        List<String> cells = new ArrayList<>();
        cells.add(name);
        cells.add(one.get("name").textValue());
        cells.add(shown(one.get("seconds")));
        cells.add(String.format(Locale.ROOT, "%.2f", one.at("/cpuSeconds/median").doubleValue()));
        cells.add(one.get("peakMiB").asText());
        cells.add(one.has("ourSpeed") ? shown(one.get("ourSpeed")) : "");
        out.println("| " + String.join(" | ", cells) + " |");
        name = "";
      }
    }
    out.println();
    out.println("| case | program | requests per file | resource units per file |");
    out.println("|---|---|---|---|");
    for (JsonNode cost : root.path("costs")) {
      out.printf(
          Locale.ROOT,
          "| %s | %s | %.2f | %.2f |%n",
          cost.get("case").asText(),
          cost.get("who").asText(),
          cost.get("requestsPerFile").doubleValue(),
          cost.get("unitsPerFile").doubleValue());
    }
    out.println();
    printWindow(out);
    out.println();
    out.println("| JMH | operations per second | bytes allocated each |");
    out.println("|---|---|---|");
    for (JsonNode one : root.path("jmh")) {
      out.printf(
          Locale.ROOT,
          "| %s | %,.0f ± %,.0f | %,.0f |%n",
          one.get("case").asText(),
          one.get("score").doubleValue(),
          one.get("error").doubleValue(),
          one.get("bytesAllocatedPerOperation").doubleValue());
    }
  }

  private void printWindow(PrintStream out) {
    out.println("| window, large folder | milliseconds |");
    out.println("|---|---|");
    root.path("window")
        .properties()
        .forEach(
            figure ->
                out.printf(
                    Locale.ROOT,
                    "| %s | %s |%n",
                    figure.getKey(),
                    figure.getValue().isObject()
                        ? String.format(
                            Locale.ROOT,
                            "p50 %.1f, p99 %.1f, most %.1f of %d",
                            figure.getValue().path("p50").doubleValue(),
                            figure.getValue().path("p99").doubleValue(),
                            figure.getValue().path("most").doubleValue(),
                            figure.getValue().path("count").intValue())
                        : figure.getValue().asText()));
  }

  private static String shown(JsonNode range) {
    return String.format(
        Locale.ROOT,
        "%.2f (%.2f–%.2f)",
        range.get("median").doubleValue(),
        range.get("least").doubleValue(),
        range.get("most").doubleValue());
  }
}
