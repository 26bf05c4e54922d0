package org.dubbelslot.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.files.AtomicFile;
import org.dubbelslot.floe.FloeWorkers;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The committed vectors")
class VectorsTest {
  private static final FloeWorkers HERE = FloeWorkers.on(Runnable::run, 1);

  static List<SealedVector> vectors() throws IOException {
    return SealedVector.committed();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("vectors")
  @DisplayName("are answered as promised when read from first to last byte")
  void sequential(SealedVector vector) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (VectorKeys keys = new VectorKeys(vector)) {
      InputStream source = new ByteArrayInputStream(vector.sealed());
      Opened opened = new Opener(HERE).open(source, keys, options(vector), out);
      assertThat(vector.expect("sequential")).isEqualTo(SealedVector.SUCCESS);
      assertThat(opened.metadata().name()).isEqualTo(vector.first("name").orElseThrow());
      assertThat(opened.size()).isEqualTo(size(vector));
      assertThat(sha256(out)).isEqualTo(vector.first("payload").orElseThrow());
    } catch (FormatException e) {
      expect(vector, "sequential", e);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("vectors")
  @DisplayName("are answered as promised when the workers write to a file")
  void positional(SealedVector vector, @TempDir Path folder) throws IOException {
    Path target = folder.resolve("opened");
    try (VectorKeys keys = new VectorKeys(vector);
        AtomicFile file = AtomicFile.create(target, false)) {
      InputStream source = new ByteArrayInputStream(vector.sealed());
      Opened opened =
          new Opener(HERE).open(source, keys, options(vector), file::write, (id, metadata) -> {});
      assertThat(vector.expect("sequential")).isEqualTo(SealedVector.SUCCESS);
      file.commit();
      assertThat(target).hasSize(size(vector));
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      out.writeBytes(Files.readAllBytes(target));
      assertThat(sha256(out)).isEqualTo(vector.first("payload").orElseThrow());
      assertThat(opened.size()).isEqualTo(size(vector));
    } catch (FormatException e) {
      expect(vector, "sequential", e);
      assertThat(folder).isEmptyDirectory();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("vectors")
  @DisplayName("are answered as promised when every range is read")
  void range(SealedVector vector) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (VectorKeys keys = new VectorKeys(vector);
        RangeOpener opener = RangeOpener.open(source(vector), keys)) {
      if (opener.size() > 0) {
        opener.copy(0, opener.size() - 1, out);
      }
      assertThat(vector.expect("range")).isEqualTo(SealedVector.SUCCESS);
      if (vector.expect("sequential").equals(SealedVector.SUCCESS)) {
        assertThat(opener.metadata().name()).isEqualTo(vector.first("name").orElseThrow());
        assertThat(opener.size()).isEqualTo(size(vector));
        assertThat(sha256(out)).isEqualTo(vector.first("payload").orElseThrow());
      }
    } catch (FormatException e) {
      expect(vector, "range", e);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("vectors")
  @DisplayName("are answered by a reader that can be gone on with as by one that reads through")
  void resumable(SealedVector vector, @TempDir Path folder) throws Exception {
    Path file = folder.resolve("plaintext");
    try (VectorKeys keys = new VectorKeys(vector);
        FileChannel channel =
            FileChannel.open(
                file,
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE)) {
      new ResumableOpener(HERE)
          .open(
              new ResumableOpener.Source() {
                @Override
                public InputStream head() throws IOException {
                  return source(vector).stream(0);
                }

                @Override
                public InputStream from(long position) throws IOException {
                  return source(vector).stream(position);
                }
              },
              keys,
              options(vector),
              new ResumableOpener.Target() {
                @Override
                public ResumableOpener.Plaintext begin(FileId id, Metadata metadata) {
                  return new ResumableOpener.Plaintext(channel, 0);
                }

                @Override
                public void reached(long bytes) {}
              });
      assertThat(vector.expect("sequential")).isEqualTo(SealedVector.SUCCESS);
      assertThat(sha256(Files.readAllBytes(file))).isEqualTo(vector.first("payload").orElseThrow());
    } catch (FormatException e) {
      expect(vector, "sequential", e);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("vectors")
  @DisplayName("are answered as promised when a re-wrap is planned, and open afterwards as before")
  void rewrap(SealedVector vector) throws Exception {
    try (VectorKeys keys = new VectorKeys(vector)) {
      TestKeys next = new TestKeys();
      TestKeys.Member member = next.member(OrganisationAlgorithm.HPKE_X_WING);
      Rewrapper plan =
          Rewrapper.plan(source(vector), keys, List.of(member.lock()), options(vector));
      assertThat(vector.expect("rewrap")).isEqualTo(SealedVector.SUCCESS);

      ByteArrayOutputStream rewrapped = new ByteArrayOutputStream();
      plan.copy(new ByteArrayInputStream(vector.sealed()), rewrapped);

      for (String line : vector.all("signer")) {
        Kid device = new Kid(line.split(" ")[0]);
        next.put(device, keys.signer(device));
      }
      InputStream source = new ByteArrayInputStream(rewrapped.toByteArray());
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try {
        new Opener(HERE).open(source, next, options(vector), out);
        assertThat(sha256(out)).isEqualTo(vector.first("payload").orElseThrow());
      } catch (FormatException e) {
        expect(vector, "sequential", e);
      }
    } catch (FormatException e) {
      expect(vector, "rewrap", e);
    }
  }

  @Test
  @DisplayName("name every failure that there is")
  void everyFailure() throws IOException {
    Set<String> named =
        vectors().stream()
            .map(vector -> vector.expect("sequential").replaceAll(" [0-9]+$", ""))
            .collect(Collectors.toCollection(TreeSet::new));
    List<String> wanted = new ArrayList<>();
    for (Class<?> failure : FormatException.class.getPermittedSubclasses()) {
      wanted.add(Outcome.hyphenated(failure));
    }
    wanted.remove("organisation-half");
    for (Class<?> reason : ReleaseException.class.getPermittedSubclasses()) {
      if (reason != ReleaseException.NotUnwrappable.class) {
        wanted.add("organisation-half " + Outcome.hyphenated(reason));
      }
    }
    wanted.add(SealedVector.SUCCESS);
    assertThat(named).containsExactlyInAnyOrderElementsOf(wanted);
  }

  @Test
  @DisplayName(
      "are those that the program in the test tree makes, and none is overwritten silently")
  void writer(@TempDir Path folder) throws IOException {
    VectorWriter.write(folder, false);
    Set<String> made = names(folder);
    assertThat(names(SealedVector.folder())).isEqualTo(made);
    Path one = folder.resolve("size-1.dslot");
    Files.writeString(one, "promised", StandardCharsets.UTF_8);
    VectorWriter.write(folder, false);
    assertThat(one).hasContent("promised");
  }

  private static Set<String> names(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".dslot"))
          .collect(Collectors.toSet());
    }
  }

  private static void expect(SealedVector vector, String reader, FormatException failure) {
    String outcome = Outcome.of(failure);
    if (!vector.expect(reader).equals(outcome)) {
      fail("%s by %s: expected %s, was %s", vector, reader, vector.expect(reader), outcome);
    }
  }

  private static OpenOptions options(SealedVector vector) {
    return vector.first("name-key").isPresent() ? OpenOptions.NAME_KEY : OpenOptions.STRICT;
  }

  private static long size(SealedVector vector) {
    return Long.parseLong(vector.first("size").orElseThrow());
  }

  private static String sha256(ByteArrayOutputStream out) {
    return sha256(out.toByteArray());
  }

  private static String sha256(byte[] bytes) {
    return HexFormat.of().formatHex(OrganisationPublicKey.sha256(bytes));
  }

  private static SealedSource source(SealedVector vector) {
    return new MemorySource(vector.sealed());
  }
}
