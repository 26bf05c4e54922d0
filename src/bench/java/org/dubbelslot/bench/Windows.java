package org.dubbelslot.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.dubbelslot.bench.window.OneButton;
import org.dubbelslot.bench.window.WindowProbe;

/**
 * The packaged program's window: how soon it is usable, beside the least window that JavaFX can
 * open, and how fluent it stays in a large folder. The window is started by the program's own start
 * script with its own options; only the class that is started is ours, and it starts the program.
 */
final class Windows implements AutoCloseable {
  private static final int LIMIT_MINUTES = 4;
  private static final String OURS = "dubbelslot";
  private static final String PEER = "one button";
  private static final String LIBRARY = "lib/dubbelslot.jar";

  private final Installed installed;
  private final Path app;
  private final Path folder;
  private final Path jdk;
  private final Screen screen;

  Windows(Installed installed, Path app) throws IOException {
    this.installed = installed;
    this.app = app.toRealPath();
    this.folder = Files.createDirectories(installed.folder().resolve("windows"));
    this.jdk = jdk();
    this.screen = new Screen();
  }

  /** A JDK whose {@code java} starts another class, and perhaps without the cache of classes. */
  private Path jdk() throws IOException {
    Path real = Path.of(System.getProperty("java.home"));
    Path java = Files.createDirectories(folder.resolve("jdk/bin")).resolve("java");
    Files.copy(real.resolve("release"), folder.resolve("jdk/release"));
    Files.writeString(
        java,
        """
        #!/bin/sh
        at=
        for one; do
          shift
          case $at$one in
            -cp) at=path; set -- "$@" $WINDOW_OPTIONS ;;
            path*) at=main; one=$WINDOW_PATH ;;
            main*) at=; one=$WINDOW_MAIN ;;
            -XX:AOTCache=*)
              case $WINDOW_CACHE in
                ours) ;;
                '') continue ;;
                *) one=$WINDOW_CACHE ;;
              esac ;;
          esac
          set -- "$@" "$one"
        done
        exec '%s' "$@"
        """
            .formatted(real.resolve("bin/java")));
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    return folder.resolve("jdk");
  }

  /**
   * A program with a window.
   *
   * @param cache option of the JVM; {@code ours} for the program's own, empty for none
   */
  private record Program(String path, Class<?> main, String cache, Path data, String probe) {}

  /** What a program said first, and what it had taken by then. */
  private record Said(String line, Race.Run run) {}

  private Said run(Program program, String options) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(app.resolve("bin/dubbelslot").toString());
    Map<String, String> environment = builder.environment();
    environment.putAll(screen.environment());
    environment.put("JAVA_HOME", jdk.toString());
    environment.put("XDG_DATA_HOME", program.data().toString());
    environment.put("LC_ALL", "C.UTF-8");
    environment.put("WINDOW_PATH", program.path());
    environment.put("WINDOW_MAIN", program.main().getName());
    environment.put("WINDOW_CACHE", program.cache());
    environment.put("WINDOW_OPTIONS", screen.options() + " " + options);
    environment.put("PROBE", program.probe());
    environment.putIfAbsent("DISPLAY", "none");
    builder.redirectError(ProcessBuilder.Redirect.appendTo(installed.log().toFile()));
    long start = System.nanoTime();
    Process process = builder.start();
    Thread limit =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
                      process.destroyForcibly();
                    }
                  } catch (InterruptedException ended) {
                    Thread.currentThread().interrupt();
                  }
                });
    String line = process.inputReader(StandardCharsets.UTF_8).readLine();
    double seconds = (System.nanoTime() - start) / 1e9;
    Race.Run run = taken(process, seconds);
    process.getOutputStream().close();
    int exit = process.waitFor();
    limit.join();
    if (line == null || exit != 0) {
      throw new IOException("exit %d, see %s: %s".formatted(exit, installed.log(), program));
    }
    return new Said(line, run);
  }

  /** Fields 14 and 15 of {@code stat} are user and system time. */
  private static Race.Run taken(Process process, double seconds) throws IOException {
    Path proc = Path.of("/proc/" + process.pid());
    String stat = Files.readString(proc.resolve("stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    double cpu = (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / 100.0;
    long peak =
        Files.readAllLines(proc.resolve("status")).stream()
            .filter(line -> line.startsWith("VmHWM:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
            .sum();
    return new Race.Run(seconds, cpu, peak);
  }

  /** The program's own libraries come first, as its cache wants it. */
  private Program ours(String cache, Path data, String probe) {
    String path = app.resolve(LIBRARY) + ":" + System.getProperty("java.class.path");
    return new Program(path, WindowProbe.class, cache, data, probe);
  }

  /** From the start to a usable window, round by round beside one button. */
  List<Race.Result> starts(int rounds) throws Exception {
    Path nobody = Files.createDirectories(folder.resolve("nobody"));
    Path practised = Files.createDirectories(folder.resolve("practised"));
    run(ours("ours", practised, "practice"), "");
    String path = toolkit() + ":" + oneButton();
    Path cache = folder.resolve("one-button.aot");
    run(new Program(path, OneButton.class, "-XX:AOTCacheOutput=" + cache, nobody, ""), "");
    Program peer = new Program(path, OneButton.class, "-XX:AOTCache=" + cache, nobody, "");
    Program slowPeer = new Program(path, OneButton.class, "", nobody, "");
    Map<String, List<Program>> cases = new LinkedHashMap<>();
    cases.put("window: start screen", List.of(ours("ours", nobody, "start"), peer));
    cases.put("window: practice folder", List.of(ours("ours", practised, "practice"), peer));
    cases.put("window: start screen, no AOT cache", List.of(ours("", nobody, "start"), slowPeer));
    cases.put(
        "window: practice folder, no AOT cache",
        List.of(ours("", practised, "practice"), slowPeer));
    return race(cases, rounds);
  }

  private List<Race.Result> race(Map<String, List<Program>> cases, int rounds) throws Exception {
    List<Race.Result> results = new ArrayList<>();
    for (String name : cases.keySet()) {
      Map<String, List<Race.Run>> runs = new LinkedHashMap<>();
      runs.put(OURS, new ArrayList<>());
      runs.put(PEER, new ArrayList<>());
      results.add(new Race.Result(name, runs));
    }
    for (int round = 0; round <= rounds; round++) {
      for (Race.Result result : results) {
        List<Program> programs = cases.get(result.name());
        List<List<Race.Run>> columns = List.copyOf(result.runs().values());
        for (int i = 0; i < programs.size(); i++) {
          Race.Run run = run(programs.get(i), "").run();
          if (round > 0) {
            columns.get(i).add(run);
          }
        }
      }
    }
    return results;
  }

  private String toolkit() throws IOException {
    try (Stream<Path> jars = Files.list(app.resolve("lib"))) {
      return String.join(
          ":",
          jars.map(Path::toString).filter(name -> name.contains("/javafx-")).sorted().toList());
    }
  }

  /** In a library, because the classes of a folder are kept in no cache. */
  private Path oneButton() throws IOException {
    Path jar = folder.resolve("one-button.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      for (String suffix : List.of("", "$Focused")) {
        String name = OneButton.class.getName().replace('.', '/') + suffix + ".class";
        out.putNextEntry(new JarEntry(name));
        try (var in = OneButton.class.getClassLoader().getResourceAsStream(name)) {
          in.transferTo(out);
        }
      }
    }
    return jar;
  }

  /** A large folder, and a drop. */
  ObjectNode folder(int items, int dropped) throws Exception {
    Path many = Files.createDirectories(folder.resolve("Many"));
    for (int i = 0; i < items; i++) {
      Files.writeString(many.resolve("Report %05d.txt".formatted(i)), "report " + i);
    }
    Path sources = Files.createDirectories(folder.resolve("sources"));
    for (int i = 0; i < dropped; i++) {
      Samples.file(sources.resolve("Letter %04d.txt".formatted(i)), 20 << 10);
    }
    // The window looks for its person's folder under this name; it tells the key directory's
    // place from there, so that the other name must stand beside the first.
    Path data = installed.home().getParent();
    Files.createSymbolicLink(data.resolve("dubbelslot"), installed.home());
    try (var drive = installed.new SandboxProcess(folder.resolve("drive"))) {
      Path token = Files.writeString(folder.resolve("token.txt"), drive.text("token"));
      String graph = drive.text("graph");
      installed.run(
          installed.dubbelslot(
              "place",
              "add",
              "large",
              "--drive",
              "me",
              "--graph",
              graph,
              "--token-file",
              token.toString()));
      installed.run(installed.dubbelslot("put", "-r", many.toString(), "large:/"));
      Program program = ours("ours", data, "folder " + items + " " + sources);
      String line = run(program, "-Djavafx.pulseLogger=true").line();
      ObjectNode figures = (ObjectNode) new JsonMapper().readTree(line);
      return figures.put("items", items).put("screen", screen.toString());
    }
  }

  @Override
  public void close() throws InterruptedException {
    screen.close();
  }
}
