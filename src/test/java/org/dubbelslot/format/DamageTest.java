package org.dubbelslot.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.crypto.SecretBytes;
import org.dubbelslot.floe.FloeWorkers;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A sealed file that is not what was sealed")
class DamageTest {
  private static final FloeWorkers HERE = FloeWorkers.on(Runnable::run, 1);
  private static final int SEGMENT = ContentGeometry.FLOE.segmentBytes();
  private static final int FLOE_HEADER = 74;

  private final VectorCast cast = VectorCast.withoutRsa();
  private final byte[] small =
      OpeningVectors.seal(cast.request(cast.metadata("verslag.docx")), OpeningVectors.pattern(100));

  @Test
  @DisplayName("because any single bit was flipped is refused, read whole or by range")
  void everyBit() throws Exception {
    OpeningKeys keys = new KnownHalf(cast, small);
    assertThat(opens(small, keys)).isTrue();
    IntPredicate opensDamaged =
        bit -> {
          byte[] damaged = small.clone();
          damaged[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
          return opens(damaged, keys) || opensByRange(damaged, keys);
        };
    int bits = small.length * Byte.SIZE;
    assertThat(IntStream.range(0, bits).parallel().filter(opensDamaged).boxed().findAny())
        .as("a flipped bit that nobody noticed")
        .isEmpty();
  }

  @Test
  @DisplayName("because it was cut anywhere is refused, read whole or by range")
  void everyCut() throws Exception {
    OpeningKeys keys = new KnownHalf(cast, small);
    IntPredicate opensCut =
        length -> {
          byte[] damaged = Arrays.copyOf(small, length);
          return opens(damaged, keys) || opensByRange(damaged, keys);
        };
    assertThat(IntStream.range(0, small.length).parallel().filter(opensCut).boxed().findAny())
        .as("a cut that nobody noticed")
        .isEmpty();
  }

  @Test
  @DisplayName("because something was added to its end is refused, read whole or by range")
  void everyExtension() throws Exception {
    OpeningKeys keys = new KnownHalf(cast, small);
    for (int more = 1; more <= 1100; more++) {
      byte[] zeros = Arrays.copyOf(small, small.length + more);
      byte[] repeated = zeros.clone();
      for (int i = 0; i < more; i++) {
        repeated[repeated.length - 1 - i] = small[small.length - 1 - i % Layout.TRAILER_LENGTH];
      }
      for (byte[] damaged : new byte[][] {zeros, repeated}) {
        if (opens(damaged, keys) || opensByRange(damaged, keys)) {
          throw new AssertionError(more + " bytes more");
        }
      }
    }
  }

  @Test
  @DisplayName("because its segments changed places, or come from elsewhere, is refused there")
  void segments() throws Exception {
    CrookedSealer sealer = cast.crooked();
    byte[] one = sealer.seal(OpeningVectors.pattern(800_000));
    byte[] other = sealer.seal(OpeningVectors.pattern(800_001));
    OpeningKeys keys = new KnownHalf(cast, one);
    int first = Layout.parse(Arrays.copyOf(one, 32)).contentPosition() + FLOE_HEADER;
    assertThat(opens(one, keys)).isTrue();

    byte[] swapped = one.clone();
    System.arraycopy(one, first, swapped, first + SEGMENT, SEGMENT);
    System.arraycopy(one, first + SEGMENT, swapped, first, SEGMENT);
    assertRefusedAt(swapped, 0);

    byte[] repeated = one.clone();
    System.arraycopy(one, first, repeated, first + SEGMENT, SEGMENT);
    assertRefusedAt(repeated, 1);

    for (int segment = 0; segment < 3; segment++) {
      byte[] spliced = one.clone();
      int at = first + segment * SEGMENT;
      System.arraycopy(other, at, spliced, at, SEGMENT);
      assertRefusedAt(spliced, segment);
    }

    byte[] leftOut =
        ByteBuffer.allocate(one.length - SEGMENT)
            .put(one, 0, first + SEGMENT)
            .put(one, first + 2 * SEGMENT, one.length - first - 2 * SEGMENT)
            .array();
    assertRefusedAt(leftOut, 1);
  }

  @Test
  @DisplayName("because head or trailer come from another file under the same keys is refused")
  void headsAndTrailers() throws Exception {
    CrookedSealer sealer = cast.crooked();
    byte[] one = sealer.seal(OpeningVectors.pattern(100));
    byte[] other = sealer.seal(OpeningVectors.pattern(101));
    byte[] mixed = one.clone();
    int trailer = one.length - Layout.TRAILER_LENGTH;
    System.arraycopy(other, trailer, mixed, trailer, Layout.TRAILER_LENGTH);
    assertThatThrownBy(() -> open(mixed, new KnownHalf(cast, one)))
        .isInstanceOf(FormatException.SizeOrRootFalse.class);

    byte[] stranger = cast.crooked().seal(OpeningVectors.pattern(100));
    int content = Layout.parse(Arrays.copyOf(one, 32)).contentPosition();
    byte[] headOfAnother = stranger.clone();
    System.arraycopy(one, 0, headOfAnother, 0, content);
    assertThatThrownBy(() -> open(headOfAnother, new KnownHalf(cast, one)))
        .isInstanceOf(FormatException.ContentHeaderAltered.class);
  }

  @Test
  @DisplayName("in any way, over several segments, is never taken for what was sealed")
  void anyDamage() throws Exception {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    byte[] sealed = cast.crooked().seal(OpeningVectors.pattern(600_000));
    OpeningKeys keys = new KnownHalf(cast, sealed);
    for (int i = 0; i < 60; i++) {
      byte[] damaged = damaged(sealed, random);
      if (!Arrays.equals(damaged, sealed)) {
        assertThat(opens(damaged, keys)).as("seed %d, round %d", seed, i).isFalse();
      }
    }
  }

  private static byte[] damaged(byte[] sealed, Random random) {
    byte[] damaged = sealed.clone();
    int from = random.nextInt(sealed.length);
    int length = 1 + random.nextInt(Math.min(sealed.length - from, 5000));
    switch (random.nextInt(4)) {
      case 0 -> Arrays.fill(damaged, from, from + length, (byte) 0);
      case 1 -> {
        int to = random.nextInt(sealed.length - length + 1);
        System.arraycopy(sealed, from, damaged, to, length);
      }
      case 2 -> damaged[from] ^= (byte) (1 << random.nextInt(8));
      default -> {
        System.arraycopy(sealed, from + length, damaged, from, sealed.length - from - length);
        damaged = Arrays.copyOf(damaged, sealed.length - length);
      }
    }
    return damaged;
  }

  private void assertRefusedAt(byte[] sealed, long segment) {
    assertThatThrownBy(() -> open(sealed, new KnownHalf(cast, sealed)))
        .isInstanceOfSatisfying(
            FormatException.SegmentAltered.class, e -> assertThat(e.segment()).isEqualTo(segment));
  }

  private static boolean opens(byte[] sealed, OpeningKeys keys) {
    try {
      open(sealed, keys);
      return true;
    } catch (FormatException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void open(byte[] sealed, OpeningKeys keys) throws IOException, FormatException {
    new Opener(HERE)
        .open(
            new ByteArrayInputStream(sealed),
            keys,
            OpenOptions.STRICT,
            OutputStream.nullOutputStream());
  }

  private static boolean opensByRange(byte[] sealed, OpeningKeys keys) {
    try (RangeOpener opener = RangeOpener.open(new MemorySource(sealed), keys)) {
      opener.copy(0, opener.size() - 1, OutputStream.nullOutputStream());
      return true;
    } catch (FormatException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Releases the half that was wrapped in one file at once, and nothing else: what does not unwrap
   * is tried by the tests of HPKE and by the vectors.
   */
  private static final class KnownHalf implements OpeningKeys {
    private final VectorCast cast;
    private final byte[] wrapped;
    private final SecretBytes blob;

    KnownHalf(VectorCast cast, byte[] sealed) throws Exception {
      this.cast = cast;
      this.wrapped = FileHead.read(new MemorySource(sealed)).header().locks().getFirst().wrapped();
      this.blob = cast.organisation.unwrap(wrapped);
    }

    @Override
    public Optional<TeamKey> team(Kid teamKid) {
      return teamKid.equals(cast.team.kid()) ? Optional.of(cast.team.copy()) : Optional.empty();
    }

    @Override
    public SecretBytes release(
        Kid orgKid, OrganisationAlgorithm alg, byte[] asked, ReleaseContext context)
        throws ReleaseException {
      if (!orgKid.equals(cast.organisation.publicKey().kid())) {
        throw new ReleaseException.UnknownKeyVersion(orgKid);
      }
      if (!Arrays.equals(asked, wrapped)) {
        throw new ReleaseException.NotUnwrappable(orgKid, null);
      }
      return blob.copy();
    }

    @Override
    public SignerStatus signer(Kid device) {
      return device.equals(cast.device.device())
          ? new SignerStatus.Known(cast.device.publicKey())
          : new SignerStatus.Unknown();
    }
  }
}
