package org.dubbelslot.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("In a heap of 64 MiB a file of 300 MiB")
class ConstantMemoryTest {
  private static final int MIB = 1 << 20;
  private static final int SIZE_MIB = 300;
  private static final List<String> SMALL_HEAP = List.of("env", "JAVA_TOOL_OPTIONS=-Xmx64m");

  @TempDir Path folder;
  private Program program;
  private Path file;

  @BeforeEach
  void prepare() throws IOException {
    program = Program.asExampleMember(Program.exampleMembers().getFirst(), folder);
    file = folder.resolve("large.bin");
    byte[] block = new byte[MIB];
    new Random(1).nextBytes(block);
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int i = 0; i < SIZE_MIB; i++) {
        block[0] = (byte) i;
        out.write(block);
      }
    }
  }

  @Test
  @DisplayName("is sealed and opened")
  void sealedAndOpened() throws IOException {
    Path sealed = folder.resolve("large.dslot");
    Path opened = folder.resolve("opened.bin");

    run("seal", file.toString(), "-o", sealed.toString());
    run("open", sealed.toString(), "-o", opened.toString());

    assertThat(Files.mismatch(file, opened)).isEqualTo(-1);
  }

  @Test
  @DisplayName("goes up to a drive and comes back")
  void upAndDown() throws Exception {
    Path back = Files.createDirectory(folder.resolve("back"));
    try (SandboxProcess sandbox = SandboxProcess.start(folder.resolve("sandbox"))) {
      String token = sandbox.tokenFile().toString();
      run(
          "place",
          "add",
          "drive",
          "--drive",
          "me",
          "--graph",
          sandbox.graph(),
          "--token-file",
          token);

      run("put", file.toString(), "drive:/");
      run("get", "drive:/large.bin", back.toString());
    }

    assertThat(Files.mismatch(file, back.resolve("large.bin"))).isEqualTo(-1);
  }

  private void run(String... arguments) {
    Program.Run run = program.run(SMALL_HEAP, new byte[0], arguments);
    assertThat(run.exit()).as(run.toString()).isZero();
    assertThat(run.err()).contains("-Xmx64m");
  }
}
