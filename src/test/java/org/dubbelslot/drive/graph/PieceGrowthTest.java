package org.dubbelslot.drive.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class PieceGrowthTest {
  private static final long MEMORY = 16 << 20;
  private static final int READ = 8 << 10;

  /** How large pieces are while a file comes over a line whose speed depends on that. */
  private static List<Integer> sizes(long bytes, int most, IntToDoubleFunction bytesPerSecond) {
    PieceGrowth growth = new PieceGrowth(most, MEMORY);
    List<Integer> sizes = new ArrayList<>(List.of(1));
    double now = 0;
    for (long at = 0; at < bytes; at += READ) {
      now += READ * 1e9 / bytesPerSecond.applyAsDouble(growth.buffers());
      growth.read(READ, (long) now);
      if (growth.buffers() != sizes.getLast()) {
        sizes.add(growth.buffers());
      }
    }
    return sizes;
  }

  @Test
  void growsOnAFastLine() {
    assertThat(sizes(1L << 30, 4, size -> 300e6)).containsExactly(1, 2, 4);
  }

  @Test
  void growsNoFurtherThanTwoPiecesFit() {
    assertThat(sizes(1L << 30, 3, size -> 300e6)).containsExactly(1, 2);
    assertThat(sizes(1L << 30, 1, size -> 300e6)).containsExactly(1);
  }

  @Test
  void staysSmallOnAnOrdinaryLine() {
    assertThat(sizes(1L << 30, 4, size -> 60e6)).containsExactly(1);
  }

  @Test
  void takesBackOnceAndForAllWhatMadeItSlower() {
    // Eight connections at most, each of 20 MB/s.
    assertThat(sizes(8L << 30, 4, size -> 160e6 / size)).containsExactly(1, 2, 1);
    assertThat(sizes(8L << 30, 4, size -> size == 4 ? 100e6 : 300e6)).containsExactly(1, 2, 4, 2);
  }

  @Test
  void becomesSmallWhenTheLineBecomesSlow() {
    assertThat(sizes(8L << 30, 4, size -> size == 4 ? 30e6 : 300e6)).containsExactly(1, 2, 4, 1);
  }

  @Test
  void isNotTriedForAFileThatIsSoonOver() {
    assertThat(sizes(40 << 20, 4, size -> 300e6)).containsExactly(1);
  }
}
