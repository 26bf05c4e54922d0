package org.dubbelslot.format;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One file of {@code src/test/resources/vectors}: a text head ({@code key: value} lines, then an
 * empty line) and a sealed file; {@code docs/format.md}, "Vectors", says what the keys mean.
 */
record SealedVector(String name, List<Field> head, byte[] sealed) {
  static final String SUCCESS = "success";
  private static final Path FOLDER =
      Path.of(System.getProperty("project.basedir", "."), "src", "test", "resources", "vectors");

  /** One line of the head. */
  record Field(String key, String value) {}

  /** A vector that every reader shall answer with {@code expect}. */
  static SealedVector of(String name, String expect, String comment, byte[] sealed) {
    return new SealedVector(
        name, List.of(new Field("expect", expect), new Field("comment", comment)), sealed);
  }

  /** The same with one more line. */
  SealedVector with(String key, String value) {
    List<Field> longer = new ArrayList<>(head);
    longer.add(new Field(key, value));
    return new SealedVector(name, longer, sealed);
  }

  SealedVector with(List<Field> fields) {
    List<Field> longer = new ArrayList<>(head);
    longer.addAll(fields);
    return new SealedVector(name, longer, sealed);
  }

  /** What a range reader that reads everything shall answer, where that differs. */
  SealedVector range(String expect) {
    return with("expect-range", expect);
  }

  /** What a re-wrap shall answer, where that differs. */
  SealedVector rewrap(String expect) {
    return with("expect-rewrap", expect);
  }

  /** The first line of that key. */
  Optional<String> first(String key) {
    return all(key).stream().findFirst();
  }

  List<String> all(String key) {
    return head.stream().filter(field -> field.key().equals(key)).map(Field::value).toList();
  }

  /** What shall come of it: a reader's own line, or the one for all. */
  String expect(String reader) {
    return first("expect-" + reader).orElseGet(() -> first("expect").orElseThrow());
  }

  byte[] encode() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Field field : head) {
      out.writeBytes((field.key() + ": " + field.value() + "\n").getBytes(StandardCharsets.UTF_8));
    }
    out.write('\n');
    out.writeBytes(sealed);
    return out.toByteArray();
  }

  static SealedVector parse(String name, byte[] bytes) {
    List<Field> head = new ArrayList<>();
    int at = 0;
    while (bytes[at] != '\n') {
      int end = at;
      while (bytes[end] != '\n') {
        end++;
      }
      String[] line = new String(bytes, at, end - at, StandardCharsets.UTF_8).split(": ", 2);
      head.add(new Field(line[0], line[1]));
      at = end + 1;
    }
    return new SealedVector(name, head, Arrays.copyOfRange(bytes, at + 1, bytes.length));
  }

  /** The folder of the committed vectors. */
  static Path folder() {
    return FOLDER;
  }

  /** All committed vectors, by name. */
  static List<SealedVector> committed() throws IOException {
    List<SealedVector> vectors = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(FOLDER, "*.dslot")) {
      for (Path file : files) {
        String name = file.getFileName().toString().replace(".dslot", "");
        vectors.add(parse(name, Files.readAllBytes(file)));
      }
    }
    vectors.sort((a, b) -> a.name().compareTo(b.name()));
    return vectors;
  }

  static SealedVector committed(String name) throws IOException {
    return parse(name, Files.readAllBytes(FOLDER.resolve(name + ".dslot")));
  }

  @Override
  public String toString() {
    return name;
  }
}
