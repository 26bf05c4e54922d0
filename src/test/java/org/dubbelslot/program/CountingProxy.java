package org.dubbelslot.program;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Stands between the program and both hosts of a sandbox, counts every byte in both directions, and
 * at one of them lets nothing more through and does something: kill the program, say.
 *
 * <p>The sandbox tells its second address in its answers; the proxy's own, of the same length,
 * takes its place there.
 */
final class CountingProxy implements AutoCloseable {
  private static final int PIECE = 8 << 10;

  private final ServerSocket graph = new ServerSocket(0);
  private final ServerSocket content = new ServerSocket(0);
  private final URI graphBehind;
  private final URI contentBehind;
  private final byte[] told;
  private final byte[] replacement;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private long passed;
  private long limit = Long.MAX_VALUE;
  private Runnable atLimit = () -> {};

  CountingProxy(URI graphBehind, URI contentBehind) throws IOException {
    this.graphBehind = graphBehind;
    this.contentBehind = contentBehind;
    this.told = contentBehind.getAuthority().getBytes(US_ASCII);
    this.replacement = (contentBehind.getHost() + ":" + content.getLocalPort()).getBytes(US_ASCII);
    if (told.length != replacement.length) {
      throw new IllegalStateException("ports of different length");
    }
    threads.submit(() -> accept(graph, graphBehind, true));
    threads.submit(() -> accept(content, contentBehind, false));
  }

  /** What the program is told to be Graph. */
  String graphAddress() {
    return "http://127.0.0.1:" + graph.getLocalPort() + graphBehind.getPath();
  }

  /** Begins to count anew, and lets everything pass. */
  synchronized void restart() {
    arm(Long.MAX_VALUE, () -> {});
  }

  /** Begins to count anew; exactly {@code bytes} pass before {@code then} is run, once. */
  synchronized void arm(long bytes, Runnable then) {
    passed = 0;
    limit = bytes;
    atLimit = then;
  }

  /** How many bytes passed since. */
  synchronized long passed() {
    return passed;
  }

  /** How many of the next {@code wanted} bytes may pass. */
  private synchronized int take(int wanted) {
    int may = (int) Math.clamp(limit - passed, 0, wanted);
    passed += may;
    if (may < wanted) {
      Runnable then = atLimit;
      atLimit = () -> {};
      then.run();
    }
    return may;
  }

  private Void accept(ServerSocket door, URI behind, boolean rewriting) throws IOException {
    while (!door.isClosed()) {
      Socket client = door.accept();
      Socket server = new Socket();
      open.add(client);
      open.add(server);
      server.connect(new InetSocketAddress(behind.getHost(), behind.getPort()));
      threads.submit(() -> pump(client, server, false));
      threads.submit(() -> pump(server, client, rewriting));
    }
    return null;
  }

  private Void pump(Socket from, Socket to, boolean rewriting) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] piece = new byte[PIECE];
      int held = 0;
      while (true) {
        int got = in.read(piece, held, piece.length - held);
        int filled = held + Math.max(0, got);
        held = 0;
        if (rewriting) {
          rewrite(piece, filled);
          held = got < 0 ? 0 : beginning(piece, filled);
        }
        int ready = filled - held;
        int may = take(ready);
        out.write(piece, 0, may);
        out.flush();
        if (got < 0 || may < ready) {
          return null;
        }
        System.arraycopy(piece, ready, piece, 0, held);
      }
    } catch (IOException e) {
      return null; // One side has gone: so does the other.
    } finally {
      open.remove(from);
      open.remove(to);
    }
  }

  private void rewrite(byte[] bytes, int length) {
    for (int at = 0; at + told.length <= length; at++) {
      if (Arrays.equals(bytes, at, at + told.length, told, 0, told.length)) {
        System.arraycopy(replacement, 0, bytes, at, told.length);
      }
    }
  }

  /** How many of the last bytes may be the beginning of what is to be replaced. */
  private int beginning(byte[] bytes, int length) {
    for (int n = Math.min(told.length - 1, length); n > 0; n--) {
      if (Arrays.equals(bytes, length - n, length, told, 0, n)) {
        return n;
      }
    }
    return 0;
  }

  @Override
  public void close() throws IOException {
    graph.close();
    content.close();
    for (Socket socket : open) {
      socket.close();
    }
    threads.close();
  }
}
