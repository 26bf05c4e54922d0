package org.dubbelslot.desktop;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One window for each person's folder: a second start hands its files over to the first, through a
 * socket file in that folder, which only its owner can reach. The first is known by a lock, which
 * the system takes back when a program ends, however that happens.
 */
final class OneWindow implements AutoCloseable {
  private static final String LOCK = "window.lock";
  private static final String SOCKET = "window.sock";
  private static final int MOST_FILES = 10_000;

  private final FileChannel lockFile;
  private final FileLock lock;
  private final ServerSocketChannel server;
  private final Path socket;

  private OneWindow(FileChannel lockFile, FileLock lock, ServerSocketChannel server, Path socket) {
    this.lockFile = lockFile;
    this.lock = lock;
    this.server = server;
    this.socket = socket;
  }

  /**
   * Becomes the one window of a folder.
   *
   * @param state a folder that only its owner can look into; must exist
   * @param handedOver is given the files of later starts, perhaps none, by a thread of its own
   * @return empty when there is one already
   */
  static Optional<OneWindow> become(Path state, Consumer<List<Path>> handedOver)
      throws IOException {
    FileChannel lockFile =
        FileChannel.open(state.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = lockFile.tryLock();
    if (lock == null) {
      lockFile.close();
      return Optional.empty();
    }
    Path socket = state.resolve(SOCKET);
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      Files.deleteIfExists(socket);
      server.bind(UnixDomainSocketAddress.of(socket));
    } catch (IOException e) {
      server.close();
      lockFile.close();
      throw e;
    }
    OneWindow window = new OneWindow(lockFile, lock, server, socket);
    Thread.ofVirtual().name("later starts").start(() -> window.listen(handedOver));
    return Optional.of(window);
  }

  /**
   * Gives files to the window that is there already.
   *
   * @throws IOException when it does not answer
   */
  static void handOver(Path state, List<Path> files) throws IOException {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(message);
    out.writeInt(files.size());
    for (Path file : files) {
      out.writeUTF(file.toAbsolutePath().toString());
    }
    try (SocketChannel channel =
        SocketChannel.open(UnixDomainSocketAddress.of(state.resolve(SOCKET)))) {
      ByteBuffer bytes = ByteBuffer.wrap(message.toByteArray());
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.shutdownOutput();
      ByteBuffer answer = ByteBuffer.allocate(1);
      if (channel.read(answer) != 1) {
        throw new IOException("the other window did not answer");
      }
    }
  }

  private void listen(Consumer<List<Path>> handedOver) {
    while (server.isOpen()) {
      try (SocketChannel channel = server.accept()) {
        handedOver.accept(read(channel));
        channel.write(ByteBuffer.wrap(new byte[] {1}));
      } catch (AsynchronousCloseException e) {
        return;
      } catch (IOException e) {
        // Whoever called has gone, or spoke another language; the next one may not.
        System.getLogger(OneWindow.class.getName())
            .log(System.Logger.Level.DEBUG, "a later start was not understood", e);
      }
    }
  }

  private static List<Path> read(SocketChannel channel) throws IOException {
    DataInputStream in = new DataInputStream(Channels.newInputStream(channel));
    int count = in.readInt();
    if (count < 0 || count > MOST_FILES) {
      throw new IOException("too many files");
    }
    List<Path> files = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      files.add(Path.of(in.readUTF()));
    }
    return files;
  }

  @Override
  public void close() throws IOException {
    try (lockFile) {
      server.close();
      Files.deleteIfExists(socket);
      lock.release();
    }
  }
}
