package org.dubbelslot.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxOptionsTest {
  @TempDir Path root;

  @Test
  void toleratesATokenAtTheContentHostWhenAsked() throws Exception {
    SandboxOptions tolerant = SandboxOptions.at(root).withAuth(SandboxOptions.Auth.TOLERANT);
    try (Sandbox sandbox = Sandbox.start(tolerant);
        Client client = new Client(sandbox)) {
      client.putBytes("/me/drive/root:/a:/content", new byte[3]);
      String url = client.get("/me/drive/root:/a:/content").header("Location");
      Client.Reply reply =
          client.plain("GET", url, new byte[0], "Authorization", "Bearer anything");
      assertThat(reply.bytes()).hasSize(3);
    }
  }

  @Test
  void keepsContentButNoBodiesWhenAsked() throws Exception {
    try (Sandbox sandbox = Sandbox.start(SandboxOptions.at(root).withRecordBodies(false));
        Client client = new Client(sandbox)) {
      client.putBytes("/me/drive/root:/a:/content", new byte[3]);
      String url = client.get("/me/drive/root:/a:/content").header("Location");
      assertThat(client.plain("GET", url, new byte[0]).bytes()).hasSize(3);
    }
    try (Stream<Path> bodies = Files.list(root.resolve("requests"))) {
      assertThat(bodies).isEmpty();
    }
  }

  @Test
  void losesNothingWhenManyWriteAtOnce() throws Exception {
    try (Sandbox sandbox = Sandbox.start(SandboxOptions.at(root));
        Client client = new Client(sandbox);
        ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> replies = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        String path = "/me/drive/root:/same/folder/f" + i + ":/content";
        replies.add(many.submit(() -> client.putBytes(path, new byte[100]).status()));
      }
      for (Future<Integer> reply : replies) {
        assertThat(reply.get()).isEqualTo(201);
      }
    }
    try (Sandbox again = Sandbox.start(SandboxOptions.at(root));
        Client client = new Client(again)) {
      assertThat(client.get("/me/drive/root:/same/folder:/children?$top=1000").names())
          .hasSize(200);
      assertThat(client.get("/me/drive").json().at("/quota/used").asInt()).isEqualTo(20_000);
    }
  }
}
