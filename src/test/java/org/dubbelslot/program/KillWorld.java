package org.dubbelslot.program;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A member of the example organisation with a practice OneDrive and a disk of their own, where the
 * program is killed and started again. What may lie there readable lies in {@link #person}; all
 * else, the program's home, its temporary folder, its working folder, the drive, is {@link #disk}.
 */
final class KillWorld implements AutoCloseable {
  /** Repeats a run: {@code -Ddubbelslot.kill.seed=}. */
  static final long SEED = Long.getLong("dubbelslot.kill.seed", new Random().nextLong());

  private static final String MARKER = "zorgdossier-jansen";
  private static final String NAME_MARKER = "Leerlingbegeleiding";

  final Random random;
  final Path person;
  final Path disk;
  final Program member;
  final Program custodian;
  final SandboxProcess sandbox;
  final CountingProxy proxy;
  private final Map<String, String> environment;
  private final DiskScan scan;
  private int kills;

  KillWorld(Path folder, String what) throws Exception {
    random = new Random(SEED ^ what.hashCode());
    person = Files.createDirectories(folder.resolve("person"));
    disk = Files.createDirectories(folder.resolve("disk"));
    Path example = disk.resolve("keys-example");
    Program.copyTree(Program.EXAMPLE, example);
    Path work = Files.createDirectories(disk.resolve("work"));
    Path temporary = Files.createDirectories(disk.resolve("tmp"));
    environment =
        Map.of(
            "TMPDIR",
            temporary.toString(),
            "JDK_JAVA_OPTIONS",
            "-Djava.io.tmpdir=" + temporary,
            "DUBBELSLOT_PASSPHRASE_FILE",
            example.resolve("private/passphrase.txt").toString());
    member =
        new Program(
            example.resolve("private/devices").resolve(Program.exampleMembers().getFirst()),
            work,
            environment);
    try (Stream<Path> custodians = Files.list(example.resolve("private/custodians"))) {
      custodian = new Program(custodians.findFirst().orElseThrow(), work, environment);
    }
    scan = new DiskScan(List.of(MARKER, NAME_MARKER));
    sandbox = SandboxProcess.start(disk.resolve("sandbox"));
    proxy = new CountingProxy(URI.create(sandbox.graph()), URI.create(sandbox.content()));
  }

  /** Another person, with a home of their own. */
  Program at(Path home) {
    return new Program(home, disk.resolve("work"), environment);
  }

  /** How many kills a scenario gets that has {@code share} of the usual 40: {@code -Dkills=}. */
  static int kills(int share) {
    return Math.max(1, Math.round(share * Integer.getInteger("kills", 40) / 40f));
  }

  /** Says where a failure comes from. */
  String about() {
    return "kill " + kills + " of this scenario, -Ddubbelslot.kill.seed=" + SEED;
  }

  /** A name that no disk may show. */
  static String name(String rest) {
    return NAME_MARKER + " " + rest;
  }

  /** A file of the person, in which a marker stands at least every 4 KiB, at random places. */
  Path file(Path folder, String name, int size) throws IOException {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    byte[][] markers = {MARKER.getBytes(UTF_8), MARKER.getBytes(UTF_16LE)};
    for (int at = random.nextInt(500); at + 40 < size; at += 500 + random.nextInt(3_500)) {
      byte[] marker = markers[random.nextInt(markers.length)];
      System.arraycopy(marker, 0, bytes, at, marker.length);
    }
    Files.createDirectories(folder);
    return Files.write(folder.resolve(name(name)), bytes);
  }

  void addPlace(String name) throws Exception {
    done(
        member,
        "place",
        "add",
        name,
        "--drive",
        "me",
        "--team",
        NothingLeaksTest.firstTeam(member),
        "--graph",
        proxy.graphAddress(),
        "--token-file",
        sandbox.tokenFile().toString());
  }

  void addFolderPlace(String name) throws Exception {
    done(
        member,
        "place",
        "add",
        name,
        "--folder",
        Files.createDirectories(disk.resolve("drive-" + name)).toString(),
        "--team",
        NothingLeaksTest.firstTeam(member));
  }

  Program.Run done(Program program, String... arguments) {
    Program.Run run = program.run(arguments);
    assertThat(run.exit()).as("%s: %s\n%s", about(), List.of(arguments), run).isZero();
    return run;
  }

  JsonNode json(Program program, String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of("--json"));
    all.addAll(List.of(arguments));
    Program.Run run = done(program, all.toArray(String[]::new));
    return SandboxProcess.JSON.readTree(run.outBytes());
  }

  /** How many bytes pass between program and drive when a command is left alone. */
  long traffic(Program program, String... arguments) {
    proxy.restart();
    done(program, arguments);
    return proxy.passed();
  }

  /**
   * Runs a command and kills it when exactly so many bytes have passed between it and the drive.
   *
   * @return false when it ended before
   */
  boolean killedAfterBytes(long bytes, Program program, String... arguments) throws Exception {
    CompletableFuture<Process> started = new CompletableFuture<>();
    proxy.arm(bytes, () -> kill(started.join()));
    Process process = start(program, List.of(), arguments);
    started.complete(process);
    boolean killed = ended(process);
    proxy.restart();
    return killed;
  }

  /**
   * How often a command makes each of these system calls when it is left alone, on whichever thread
   * makes most of them.
   *
   * @param calls as strace names them
   */
  Map<String, Integer> calls(List<String> calls, Program program, String... arguments)
      throws Exception {
    Path trace = disk.resolve("work/trace");
    List<String> strace = strace(trace, List.of("-e", "trace=" + String.join(",", calls)));
    assertThat(ended(start(program, strace, arguments))).as(about()).isFalse();
    Map<String, Integer> perThread = new HashMap<>();
    Map<String, Integer> most = new HashMap<>();
    for (String line : Files.readAllLines(trace, ISO_8859_1)) {
      for (String call : calls) {
        String thread = line.substring(0, line.indexOf(' '));
        if (line.substring(thread.length()).stripLeading().startsWith(call + "(")) {
          most.merge(call, perThread.merge(thread + call, 1, Integer::sum), Math::max);
        }
      }
    }
    Files.delete(trace);
    return most;
  }

  /**
   * Runs a command and kills it at its nth system call of a kind, on whichever thread comes to its
   * nth first.
   *
   * @param call as strace names it
   * @return false when it ended before
   */
  boolean killedAtCall(String call, int nth, Program program, String... arguments)
      throws Exception {
    List<String> strace =
        strace(
            Path.of("/dev/null"),
            List.of("-e", "trace=" + call, "-e", "inject=" + call + ":signal=KILL:when=" + nth));
    return ended(start(program, strace, arguments));
  }

  private static List<String> strace(Path trace, List<String> options) {
    List<String> command = new ArrayList<>(List.of("strace", "-f", "-o", trace.toString()));
    command.addAll(options);
    return command;
  }

  private Process start(Program program, List<String> prefix, String... arguments)
      throws IOException {
    // What the program tells the person is the person's.
    Path out = person.resolve("killed.out");
    Path err = person.resolve("killed.err");
    return program.start(prefix, out, err, arguments);
  }

  private static void kill(Process process) {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean ended(Process process) throws Exception {
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).as(about()).isTrue();
    assertThat(process.descendants()).as("left running, %s", about()).isEmpty();
    boolean killed = process.exitValue() == 128 + 9;
    if (killed) {
      kills++;
    } else {
      assertThat(process.exitValue())
          .as("%s: %s", about(), Files.readString(person.resolve("killed.err")))
          .isZero();
    }
    return killed;
  }

  int killed() {
    return kills;
  }

  /** Nothing of the person's is readable anywhere but where the person put it. */
  void assertNothingLeft() throws IOException {
    assertThat(scan.findings(disk)).as(about()).isEmpty();
  }

  /** The search would have found it. */
  void assertSearchFinds(Path file) throws IOException {
    Path leak = Files.copy(file, disk.resolve("tmp/leak"));
    assertThat(scan.findings(disk)).as(about()).hasSize(1);
    Files.delete(leak);
  }

  /**
   * No session is open at the drive, and no spool, note or temporary file of ours lies about.
   *
   * <p>A session whose address was on its way when the program was killed is known to nobody, and a
   * drive cannot be asked for it: it ends by itself. Because an address is noted before it is used,
   * not one byte was ever sent to such a session, and its name must be free all the same.
   */
  void assertNothingUnfinished() throws IOException {
    List<String> left = new ArrayList<>();
    try (Stream<Path> sessions = Files.list(disk.resolve("sandbox/root/sessions"))) {
      for (Path part : sessions.filter(path -> path.toString().endsWith(".part")).toList()) {
        if (Files.size(part) > 0) {
          left.add("session " + part.getFileName());
        }
      }
    }
    for (Path root : List.of(disk, person)) {
      try (Stream<Path> files = Files.walk(root)) {
        files
            .filter(path -> unfinished(path))
            .forEach(path -> left.add(root.relativize(path).toString()));
      }
    }
    assertThat(left).as(about()).isEmpty();
  }

  private boolean unfinished(Path path) {
    String name = path.getFileName().toString();
    return name.startsWith(".dubbelslot-")
        || name.startsWith("~dubbelslot-")
        || name.startsWith(".writing-")
        || name.endsWith(".spool")
        || name.endsWith(".note")
        || name.endsWith(".upload")
        || name.endsWith(".rewrap")
        || name.endsWith(".new")
        || path.startsWith(disk.resolve("tmp")) && Files.isRegularFile(path);
  }

  /** The true names that a folder of a place shows, each as often as it is there. */
  List<String> names(String path) throws IOException {
    List<String> names = new ArrayList<>();
    json(member, "ls", path).forEach(entry -> names.add(entry.get("name").textValue()));
    return names;
  }

  /** Gets a folder or file back and compares it with the originals of the same names. */
  void assertReturns(String path, Map<String, byte[]> originals) throws IOException {
    Path back = Files.createTempDirectory(person, "back");
    Program.Run get = member.run("get", "-r", path, back.toString());
    assertThat(get.exit()).as("%s\n%s", about(), get).isZero();
    int found = 0;
    try (Stream<Path> files = Files.walk(back)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = file.getFileName().toString();
        assertThat(originals).as(about()).containsKey(name);
        assertThat(same(file, originals.get(name))).as("%s: %s", about(), name).isTrue();
        found++;
      }
    }
    assertThat(found).as(about()).isEqualTo(originals.size());
  }

  private static boolean same(Path file, byte[] bytes) throws IOException {
    return java.util.Arrays.equals(Files.readAllBytes(file), bytes);
  }

  @Override
  public void close() throws Exception {
    proxy.close();
    sandbox.close();
  }
}
