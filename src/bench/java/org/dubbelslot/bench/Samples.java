package org.dubbelslot.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Random;

/** Files to work on, of bytes that do not compress. */
final class Samples {
  private static final int BLOCK = 1 << 20;

  private Samples() {}

  static Path file(Path path, long bytes) throws IOException {
    byte[] block = new byte[BLOCK];
    new Random(bytes).nextBytes(block);
    try (OutputStream out = Files.newOutputStream(path)) {
      for (long done = 0; done < bytes; done += BLOCK) {
        ByteBuffer.wrap(block).putLong(0, done);
        out.write(block, 0, (int) Math.min(BLOCK, bytes - done));
      }
    }
    return path;
  }

  /** {@code count} files in folders of 100. */
  static Path tree(Path root, int count, int bytes) throws IOException {
    for (int i = 0; i < count; i++) {
      Path folder = Files.createDirectories(root.resolve("folder %02d".formatted(i / 100)));
      file(folder.resolve("file %05d.txt".formatted(i)), bytes);
    }
    return root;
  }

  static void delete(Path path) throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    Files.walkFileTree(
        path,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, IOException e) throws IOException {
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** Two files or folders hold the same. */
  static void requireSame(Path expected, Path actual) throws IOException {
    try (var tree = Files.walk(expected)) {
      for (Path path : tree.filter(Files::isRegularFile).toList()) {
        Path other =
            path.equals(expected) ? actual : actual.resolve(expected.relativize(path).toString());
        if (Files.mismatch(path, other) != -1) {
          throw new IOException("not the same as " + path + ": " + other);
        }
      }
    }
  }
}
