package org.dubbelslot.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A file far larger than the heap, on a disk: sealed, opened, sent up and fetched again. */
final class SmallHeap {
  private static final Map<String, String> HEAP = Map.of("JAVA_TOOL_OPTIONS", "-Xmx64m");

  private final Installed installed;
  private final Path folder;

  SmallHeap(Installed installed) {
    this.installed = installed;
    this.folder = installed.folder();
  }

  /** Each once: what counts is that it ends, and with how much memory. */
  List<Race.Result> run(long bytes) throws Exception {
    String size = LocalFiles.size(bytes) + " on disk with -Xmx64m";
    Path in = Samples.file(folder.resolve("heap.bin"), bytes);
    Path sealed = folder.resolve("heap.dslot");
    Path opened = folder.resolve("heap-opened.bin");
    List<Race.Result> results = new ArrayList<>();
    results.add(once("seal " + size, "seal", in.toString(), "-o", sealed.toString()));
    results.add(once("open " + size, "open", sealed.toString(), "-o", opened.toString()));
    Samples.requireSame(in, opened);
    Files.delete(sealed);
    Files.delete(opened);
    try (Installed.SandboxProcess sandbox =
        installed.new SandboxProcess(folder.resolve("drive-of-heap"))) {
      Path token = Files.writeString(folder.resolve("heap-token.txt"), sandbox.text("token"));
      installed.run(
          installed.dubbelslot(
              "place",
              "add",
              "heap",
              "--drive",
              "me",
              "--graph",
              sandbox.text("graph"),
              "--token-file",
              token.toString()));
      results.add(once("up: " + size, "put", in.toString(), "heap:/"));
      Path back = Files.createDirectory(folder.resolve("heap-back"));
      results.add(once("down: " + size, "get", "heap:/heap.bin", back.toString()));
      Samples.requireSame(in, back.resolve("heap.bin"));
      Samples.delete(back);
    }
    Files.delete(in);
    return results;
  }

  private Race.Result once(String name, String... arguments) throws Exception {
    return new Race(name, installed.log())
        .with("dubbelslot", round -> {}, round -> installed.dubbelslot(HEAP, arguments))
        .once();
  }
}
