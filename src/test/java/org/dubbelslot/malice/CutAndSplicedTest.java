package org.dubbelslot.malice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The provider cuts files, and makes new ones of pieces of true ones. */
@DisplayName("A provider that cuts and splices")
class CutAndSplicedTest {
  private static final int DAMAGED = 5;
  private static final int SEGMENT = 262_144;
  private static final int FLOE_HEADER = 74;
  private static final int TRAILER = 512;
  private static final int SIZE = 600_000;

  @TempDir static Path folder;
  private static Victim victim;
  private static Path place;
  private static byte[] honest;
  private static byte[] other;
  private static byte[] earlier;
  private static int header;
  private static int metadata;

  @BeforeAll
  static void putThem() throws IOException {
    victim = Victim.in(folder).withNewDrive();
    victim.put("ander.bin", content(1), "/");
    victim.put("opname.bin", content(2), "/");
    other = Files.readAllBytes(victim.sealed("/ander.bin"));
    place = victim.sealed("/opname.bin");
    earlier = Files.readAllBytes(place);
    victim.put("opname.bin", content(3), "/", "replace");
    honest = Files.readAllBytes(place);
    JsonNode seen = Victim.json(victim.done("--json", "inspect", place.toString())).get(0);
    header = seen.get("headerLength").intValue();
    metadata = seen.get("metadataLength").intValue();
    assertThat(other).hasSameSizeAs(honest);
    assertThat(earlier).hasSameSizeAs(honest);
  }

  /** Where the parts of a sealed file begin, and its end. */
  private static List<Integer> bounds() {
    List<Integer> bounds = new ArrayList<>(List.of(0, 8, 9, 10, 12, 28, 32));
    bounds.add(32 + header);
    bounds.add(64 + header);
    int content = 64 + header + metadata;
    for (int at = content; at < honest.length - TRAILER; at += SEGMENT) {
      bounds.add(at);
      bounds.add(at + FLOE_HEADER);
    }
    bounds.add(honest.length - TRAILER);
    bounds.add(honest.length);
    return bounds;
  }

  @Test
  @DisplayName("cuts a file anywhere: told each time, nothing opened")
  void cutsAFileAnywhere() throws IOException {
    long seed = 20261123;
    TreeSet<Integer> cuts = new TreeSet<>();
    for (int bound : bounds()) {
      cuts.addAll(List.of(bound - 1, bound, bound + 1));
    }
    new Random(seed).ints(40, 0, honest.length).forEach(cuts::add);
    for (int cut : cuts.subSet(0, honest.length)) {
      refused(Arrays.copyOf(honest, cut), "cut at " + cut + ", seed " + seed);
    }
  }

  @Test
  @DisplayName("lets a file go on after its end: told, nothing opened")
  void letsAFileGoOn() throws IOException {
    refused(joined(honest, new byte[1]), "one byte more");
    refused(joined(honest, honest), "twice itself");
    refused(joined(honest, other), "another behind it");
    refused(
        joined(honest, Arrays.copyOfRange(honest, honest.length - TRAILER, honest.length)),
        "its trailer twice");
  }

  static Stream<byte[]> otherFiles() {
    return Stream.of(other, earlier);
  }

  @ParameterizedTest(name = "{index}: of another file, of an earlier version")
  @MethodSource("otherFiles")
  @DisplayName(
      "puts any part of another file, or of an earlier version, in place of this one’s: told")
  void splicesParts(byte[] foreign) throws IOException {
    List<Integer> bounds = bounds();
    for (int i = 0; i + 1 < bounds.size(); i++) {
      int from = bounds.get(i);
      int to = bounds.get(i + 1);
      byte[] spliced = honest.clone();
      System.arraycopy(foreign, from, spliced, from, to - from);
      if (!Arrays.equals(spliced, honest)) {
        refused(spliced, "bytes " + from + " to " + to + " of the other");
      }
    }
  }

  @ParameterizedTest(name = "{index}: of another file, of an earlier version")
  @MethodSource("otherFiles")
  @DisplayName("puts the head of one before the rest of another, wherever they meet: told")
  void splicesHeadAndBody(byte[] foreign) throws IOException {
    List<Integer> bounds = bounds();
    for (int at : bounds.subList(6, bounds.size() - 1)) {
      byte[] spliced = foreign.clone();
      System.arraycopy(honest, 0, spliced, 0, at);
      refused(spliced, "this file up to " + at + ", the other from there");
    }
  }

  @Test
  @DisplayName("puts the parts in another order: told")
  void reordersSegments() throws IOException {
    int content = 64 + header + metadata + FLOE_HEADER;
    byte[] reordered = honest.clone();
    System.arraycopy(honest, content, reordered, content + SEGMENT, SEGMENT);
    System.arraycopy(honest, content + SEGMENT, reordered, content, SEGMENT);
    refused(reordered, "two segments exchanged");
    byte[] repeated = honest.clone();
    System.arraycopy(honest, content, repeated, content + SEGMENT, SEGMENT);
    refused(repeated, "the first segment twice");
  }

  @Test
  @DisplayName("changes a single bit anywhere: told")
  void changesABit() throws IOException {
    long seed = 42;
    Random random = new Random(seed);
    for (int i = 0; i < 40; i++) {
      byte[] changed = honest.clone();
      int at = i < 20 ? random.nextInt(64 + header + metadata) : random.nextInt(honest.length);
      changed[at] ^= (byte) (1 << random.nextInt(8));
      refused(changed, "a bit of byte " + at + ", seed " + seed);
    }
  }

  private static void refused(byte[] bytes, String attack) throws IOException {
    Files.write(place, bytes);
    Victim.Got got = victim.get("/opname.bin");
    assertThat(got.outcome().err()).as(attack).startsWith("dubbelslot: DS-1").hasLineCount(1);
    assertThat(got.outcome().exit()).as(attack + got.outcome().err()).isIn(DAMAGED, 3);
    assertThat(got.files()).as(attack).isEmpty();
  }

  private static byte[] content(long seed) {
    byte[] content = new byte[SIZE];
    new Random(seed).nextBytes(content);
    return content;
  }

  private static byte[] joined(byte[] first, byte[] second) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(first);
    out.writeBytes(second);
    return out.toByteArray();
  }
}
