package org.dubbelslot.format;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.dubbelslot.names.NamesJson;

/**
 * Writes the vectors of {@code docs/format.md}, "Vectors":
 *
 * <pre>mvn -q test-compile exec:exec -Dexec.executable=java -Dexec.classpathScope=test \
 *     -Dexec.args="-cp %classpath org.dubbelslot.format.VectorWriter"</pre>
 *
 * <p>It adds vectors that are not there yet. Vectors are promises: one that is there is overwritten
 * only with {@code -Dvectors.write=true} before the class name, and then every reader must be tried
 * with the new one.
 */
final class VectorWriter {
  private VectorWriter() {}

  /** Takes the folder, or nothing for the committed one. */
  public static void main(String[] arguments) throws IOException {
    Path folder = arguments.length > 0 ? Path.of(arguments[0]) : SealedVector.folder();
    write(folder, Boolean.getBoolean("vectors.write"));
  }

  static void write(Path folder, boolean overwrite) throws IOException {
    Files.createDirectories(folder);
    for (SealedVector vector : all(new VectorCast())) {
      Path file = folder.resolve(vector.name() + ".dslot");
      if (overwrite || Files.notExists(file)) {
        Files.write(file, vector.encode());
      }
    }
    Path names = folder.resolve("names.json");
    if (overwrite || Files.notExists(names)) {
      Files.write(names, NamesJson.make());
    }
  }

  static List<SealedVector> all(VectorCast cast) {
    List<SealedVector> all =
        Stream.of(
                new OpeningVectors(cast).all(),
                new StructureVectors(cast).all(),
                new LockVectors(cast).all(),
                new BodyVectors(cast).all())
            .flatMap(List::stream)
            .toList();
    Set<String> names = new HashSet<>();
    for (SealedVector vector : all) {
      if (!names.add(vector.name())) {
        throw new IllegalStateException("two vectors named " + vector.name());
      }
    }
    return all;
  }
}
