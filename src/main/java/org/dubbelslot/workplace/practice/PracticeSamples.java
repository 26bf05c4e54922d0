package org.dubbelslot.workplace.practice;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dubbelslot.words.Language;

/**
 * The invented files that lie in a practice OneDrive from the start: {@code samples_<language>.txt}
 * holds one after the other, each below a line {@code === <place> sealed|readable <path>}.
 */
final class PracticeSamples {
  private static final String HEAD = "=== ";
  private static final int RECORDING_BYTES = 500_000;

  private PracticeSamples() {}

  /**
   * One file.
   *
   * @param place by its name
   * @param sealed or readable by the provider
   * @param folders below the place, perhaps none
   * @param name its own
   * @param text what is in it; empty for pictures and recordings
   */
  record Sample(String place, boolean sealed, List<String> folders, String name, String text) {
    /** Writes it below its own name. */
    Path writeInto(Path folder) throws IOException {
      Path file = folder.resolve(name);
      if (name.endsWith(".png")) {
        return SampleMedia.picture(file);
      }
      return name.endsWith(".wav")
          ? SampleMedia.recording(file, RECORDING_BYTES)
          : Files.writeString(file, text, StandardCharsets.UTF_8);
    }
  }

  /** Those of a language, in the order in which they are put. */
  static List<Sample> in(Language language) throws IOException {
    String resource = "samples_" + language.tag() + ".txt";
    try (InputStream in = PracticeSamples.class.getResourceAsStream(resource)) {
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private static List<Sample> parse(String all) {
    List<Sample> samples = new ArrayList<>();
    for (String part : all.split("(?m)^" + HEAD, -1)) {
      if (!part.isEmpty()) {
        int end = part.indexOf('\n');
        String[] head = part.substring(0, end).split(" ", 3);
        List<String> path = new ArrayList<>(List.of(head[2].split("/")));
        String name = path.removeLast();
        samples.add(
            new Sample(
                head[0],
                head[1].equals("sealed"),
                List.copyOf(path),
                name,
                part.substring(end + 1)));
      }
    }
    return samples;
  }
}
