package org.dubbelslot.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("One window for each person")
@Timeout(60)
class OneWindowTest {
  private @TempDir Path folder;
  private final BlockingQueue<List<Path>> handed = new LinkedBlockingQueue<>();

  private Path state() {
    return folder.resolve("state");
  }

  private CompletableFuture<Boolean> take(List<Path> files) {
    handed.add(files);
    return CompletableFuture.completedFuture(true);
  }

  private CompletableFuture<Boolean> leave(List<Path> files) {
    handed.add(files);
    return CompletableFuture.completedFuture(false);
  }

  private OneWindow first() throws IOException {
    return OneWindow.become(state(), List.of(), this::take).orElseThrow();
  }

  private void handOver(List<Path> files) throws IOException {
    assertThat(OneWindow.become(state(), files, this::take)).isEmpty();
  }

  private OneWindow lateStart() {
    try {
      return OneWindow.become(state(), List.of(folder), this::take).orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Path> next() throws InterruptedException {
    return handed.poll(30, TimeUnit.SECONDS);
  }

  @Test
  @DisplayName("takes over what later starts were asked to open")
  void handsOver() throws Exception {
    List<Path> files =
        IntStream.range(0, 300).mapToObj(i -> folder.resolve("Übersicht " + i)).toList();
    try (OneWindow first = first()) {
      assertThat(first).isNotNull();
      handOver(files);
      assertThat(next()).isEqualTo(files);
      handOver(List.of());
      assertThat(next()).isEmpty();
    }
  }

  @Test
  @DisplayName("is followed by the next once it has closed")
  void followed() throws Exception {
    first().close();
    try (OneWindow next = first()) {
      assertThat(next).isNotNull();
      handOver(List.of(folder));
      assertThat(next()).containsExactly(folder);
    }
  }

  @Test
  @DisplayName("that is just closing swallows no later start: that one becomes the window")
  void closing() throws Exception {
    OneWindow closing = OneWindow.become(state(), List.of(), this::leave).orElseThrow();
    CompletableFuture<OneWindow> late = CompletableFuture.supplyAsync(this::lateStart);
    assertThat(next()).containsExactly(folder);
    assertThat(late).isNotDone();
    closing.close();
    try (OneWindow window = late.get(30, TimeUnit.SECONDS)) {
      assertThat(window).isNotNull();
      assertThat(state().resolve("starts")).as("its own files, once").isEmptyDirectory();
      handOver(List.of());
      assertThat(next()).as("the next that it hears of").isEmpty();
    }
  }

  @Test
  @DisplayName("hears of a start that was handed over while it was not yet listening, and nonsense")
  void nonsense() throws Exception {
    Path starts = Files.createDirectories(state().resolve("starts"));
    Files.write(starts.resolve("a.start"), new byte[] {127, 127, 127, 127});
    Files.write(starts.resolve("b.start"), new byte[0]);
    Files.write(starts.resolve("c.start"), new byte[] {0, 0, 0, 0});
    try (OneWindow first = first()) {
      assertThat(first).isNotNull();
      assertThat(next()).as("the one that could be read").isEmpty();
      handOver(List.of(folder));
      assertThat(next()).containsExactly(folder);
    }
  }
}
