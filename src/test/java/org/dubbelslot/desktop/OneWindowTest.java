package org.dubbelslot.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("One window for each person")
@Timeout(30)
class OneWindowTest {
  private @TempDir Path state;
  private final BlockingQueue<List<Path>> handed = new LinkedBlockingQueue<>();

  @Test
  @DisplayName("takes over what a second start was asked to open")
  void handsOver() throws Exception {
    List<Path> files =
        IntStream.range(0, 300).mapToObj(i -> state.resolve("Übersicht " + i)).toList();
    try (OneWindow first = OneWindow.become(state, handed::add).orElseThrow()) {
      assertThat(first).isNotNull();
      OneWindow.handOver(state, files);
      OneWindow.handOver(state, List.of());
      assertThat(handed.poll(10, TimeUnit.SECONDS)).isEqualTo(files);
      assertThat(handed.poll(10, TimeUnit.SECONDS)).isEmpty();
    }
  }

  @Test
  @DisplayName("is followed by the next, also when it was killed and left its socket file")
  void followed() throws Exception {
    OneWindow.become(state, handed::add).orElseThrow().close();
    Files.createFile(state.resolve("window.sock"));
    try (OneWindow next = OneWindow.become(state, handed::add).orElseThrow()) {
      assertThat(next).isNotNull();
      OneWindow.handOver(state, List.of());
      assertThat(handed.poll(10, TimeUnit.SECONDS)).isEmpty();
    }
    assertThatIOException().isThrownBy(() -> OneWindow.handOver(state, List.of()));
  }

  @Test
  @DisplayName("does not stop listening when somebody speaks nonsense")
  void nonsense() throws Exception {
    try (OneWindow first = OneWindow.become(state, handed::add).orElseThrow()) {
      assertThat(first).isNotNull();
      for (byte[] bytes : List.of(new byte[0], new byte[] {127, 127, 127, 127}, new byte[3])) {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
          channel.connect(UnixDomainSocketAddress.of(state.resolve("window.sock")));
          channel.write(ByteBuffer.wrap(bytes));
        }
      }
      OneWindow.handOver(state, List.of(state));
      assertThat(handed.poll(10, TimeUnit.SECONDS)).containsExactly(state);
    }
  }
}
