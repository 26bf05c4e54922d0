package org.dubbelslot.program;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Searches a disk for strings that must not lie there: in the content of files and in their names,
 * as UTF-8, as UTF-16 and in base64 at any alignment.
 */
final class DiskScan {
  /** How many bytes tell the candidates. */
  private static final int KEY = Long.BYTES;

  private static final int BLOCK = 1 << 20;

  /** What a marker looks like in one encoding. */
  private record Pattern(String what, byte[] bytes) {}

  private final Map<Long, List<Pattern>> patterns = new HashMap<>();
  private final BitSet hints = new BitSet(1 << 16);
  private int longest;

  /**
   * A search for strings.
   *
   * @param markers at least 12 ASCII characters each
   */
  DiskScan(Collection<String> markers) {
    for (String marker : markers) {
      byte[] utf8 = marker.getBytes(UTF_8);
      add(marker, utf8);
      add(marker + " (UTF-16LE)", marker.getBytes(UTF_16LE));
      add(marker + " (UTF-16BE)", marker.getBytes(UTF_16BE));
      for (int shift = 0; shift < 3; shift++) {
        byte[] shifted = new byte[shift + utf8.length];
        System.arraycopy(utf8, 0, shifted, shift, utf8.length);
        // The characters at both ends depend on what stands beside the marker.
        String text = Base64.getEncoder().withoutPadding().encodeToString(shifted);
        String sure = text.substring(shift == 0 ? 0 : shift + 1, shifted.length * 8 / 6);
        add(marker + " (base64)", sure.getBytes(UTF_8));
        add(marker + " (base64url)", sure.replace('+', '-').replace('/', '_').getBytes(UTF_8));
      }
    }
  }

  private void add(String what, byte[] bytes) {
    long key = 0;
    for (int i = 0; i < KEY; i++) {
      key = key << 8 | bytes[i] & 0xff;
    }
    patterns.computeIfAbsent(key, none -> new ArrayList<>()).add(new Pattern(what, bytes));
    hints.set(hint(key));
    longest = Math.max(longest, bytes.length);
  }

  private static int hint(long key) {
    return (int) (key * 0x9E3779B97F4A7C15L >>> 48);
  }

  /**
   * Every file and folder below {@code root} that bears or holds a marker, as {@code path: marker};
   * one line for each file.
   */
  List<String> findings(Path root) throws IOException {
    List<String> findings = new ArrayList<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            name(root, folder, findings);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (!name(root, file, findings)) {
              content(root, file, findings);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE; // gone while it was looked for
            }
            throw e;
          }
        });
    return findings;
  }

  private boolean name(Path root, Path path, List<String> findings) {
    Path name = root.relativize(path).getFileName();
    String found = name == null ? null : search(name.toString().getBytes(UTF_8));
    if (found != null) {
      findings.add(root.relativize(path) + ": the name, " + found);
    }
    return found != null;
  }

  private void content(Path root, Path file, List<String> findings) throws IOException {
    String found = null;
    if (Files.isSymbolicLink(file)) {
      found = search(Files.readSymbolicLink(file).toString().getBytes(UTF_8));
    } else if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      try (InputStream in = Files.newInputStream(file)) {
        found = search(in);
      }
    }
    if (found != null) {
      findings.add(root.relativize(file) + ": " + found);
    }
  }

  private String search(byte[] bytes) {
    return search(bytes, bytes.length);
  }

  /** Blocks overlap, so that no marker hides on the boundary between two. */
  private String search(InputStream in) throws IOException {
    byte[] block = new byte[BLOCK];
    int kept = 0;
    while (true) {
      int got = in.readNBytes(block, kept, block.length - kept);
      int filled = kept + got;
      String found = search(block, filled);
      if (found != null || filled < block.length) {
        return found;
      }
      kept = longest - 1;
      System.arraycopy(block, filled - kept, block, 0, kept);
    }
  }

  private String search(byte[] bytes, int length) {
    long key = 0;
    for (int at = 0; at < length; at++) {
      key = key << 8 | bytes[at] & 0xff;
      if (at >= KEY - 1 && hints.get(hint(key)) && patterns.containsKey(key)) {
        int start = at - KEY + 1;
        for (Pattern pattern : patterns.get(key)) {
          int end = start + pattern.bytes().length;
          if (end <= length
              && Arrays.equals(bytes, start, end, pattern.bytes(), 0, pattern.bytes().length)) {
            return pattern.what();
          }
        }
      }
    }
    return null;
  }
}
