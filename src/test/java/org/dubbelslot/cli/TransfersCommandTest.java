package org.dubbelslot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.dubbelslot.cli.Run.Outcome;
import org.dubbelslot.sandbox.Sandbox;
import org.dubbelslot.sandbox.SandboxOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A transfer that did not get through")
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class TransfersCommandTest {
  private static final long LITTLE = 1 << 20;

  @TempDir Path folder;
  private Founder anna;
  private Path file;
  private Sandbox sandbox;

  @BeforeEach
  void putMoreThanThereIsRoomFor() throws Exception {
    anna = Founder.in(folder);
    byte[] content = new byte[6 << 20];
    new Random(4).nextBytes(content);
    file = Files.write(folder.resolve("groot.bin"), content);
    sandbox = start(options().withQuota(LITTLE));
    anna.addPlace("werk", sandbox);

    Outcome put = anna.run("put", file.toString(), "werk:/");

    assertThat(put.exit()).isEqualTo(4);
    assertThat(put.err())
        .startsWith("dubbelslot: DS-309: ")
        .endsWith("dubbelslot: Not finished: 1. To go on: dubbelslot transfers resume\n");
  }

  @AfterEach
  void close() throws Exception {
    sandbox.close();
  }

  private SandboxOptions options() throws Exception {
    return SandboxOptions.at(Files.createDirectories(folder.resolve("sandbox")))
        .withLog(line -> {});
  }

  private static Sandbox start(SandboxOptions options) throws Exception {
    return Sandbox.start(options);
  }

  private void makeRoom() throws Exception {
    int port = sandbox.graph().getPort();
    sandbox.close();
    sandbox = start(options().withPort(port).withQuota(1L << 30));
  }

  private JsonNode list() throws Exception {
    return anna.json("--json", "transfers", "list");
  }

  @Test
  @DisplayName("is listed with what stopped it")
  void listed() throws Exception {
    JsonNode job = list().get(0);

    assertThat(job.get("state").textValue()).isEqualTo("failed");
    assertThat(job.get("code").textValue()).isEqualTo("DS-309");
    assertThat(job.get("direction").textValue()).isEqualTo("put");
    assertThat(job.get("file").textValue()).isEqualTo(file.toString());
    assertThat(anna.run("transfers", "list").out()).contains("failed", "upload", "werk", "DS-309");
  }

  @Test
  @DisplayName("goes on once there is room")
  void resumed() throws Exception {
    makeRoom();

    Outcome resumed = anna.run("transfers", "resume");

    assertThat(resumed.exit()).as(resumed.err()).isZero();
    assertThat(resumed.err()).isEmpty();
    assertThat(resumed.out()).contains("groot.bin");
    assertThat(list()).isEmpty();
    Path back = Files.createDirectory(folder.resolve("back"));
    assertThat(anna.run("get", "werk:/groot.bin", back.toString()).exit()).isZero();
    assertThat(back.resolve("groot.bin")).hasSameBinaryContentAs(file);
  }

  @Test
  @DisplayName("stays when there is still no room")
  void staysFailed() throws Exception {
    long id = list().get(0).get("transfer").longValue();

    Outcome resumed = anna.run("transfers", "resume", String.valueOf(id));

    assertThat(resumed.exit()).isEqualTo(4);
    assertThat(list().get(0).get("transfer").longValue()).isEqualTo(id);
  }

  @Test
  @DisplayName("is given up when it is cancelled")
  void cancelled() throws Exception {
    long id = list().get(0).get("transfer").longValue();

    Outcome cancelled = anna.run("transfers", "cancel", String.valueOf(id));

    assertThat(cancelled.exit()).as(cancelled.err()).isZero();
    assertThat(list()).isEmpty();
    assertThat(anna.run("transfers", "list").out()).isEqualTo("Nothing waits to be transferred.\n");
    assertThat(anna.run("transfers", "cancel", String.valueOf(id)).err())
        .startsWith("dubbelslot: DS-375");
  }
}
