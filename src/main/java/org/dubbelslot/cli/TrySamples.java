package org.dubbelslot.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dubbelslot.workplace.practice.SampleMedia;

/** Real files of the kinds that people protect: a letter, a picture and a long recording. */
final class TrySamples {
  /** Nearly five minutes. */
  private static final int RECORDING_BYTES = 50_000_000;

  private static final String LETTER =
      """
      Openbare Scholengroep De Vuurtoren
      Havenstraat 12, Zeedijk

      Aan de ouders van Sanne Jansen

      Betreft: verslag van het zorgoverleg

      Geachte mevrouw en meneer Jansen,

      Op 12 november spraken wij met u over de begeleiding van Sanne. Wij spraken af dat zij
      twee uur per week met de intern begeleider werkt, en dat de schoolarts u belt over het
      onderzoek naar dyslexie. De gegevens uit dit verslag bewaren wij tot twee jaar nadat
      Sanne de school heeft verlaten.

      Met vriendelijke groet,

      Marijke de Wit
      intern begeleider

      (Deze brief is verzonnen, net als alle namen erin.)
      """;

  private TrySamples() {}

  /** Makes the files in {@code folder}. */
  static List<Path> make(Path folder) throws IOException {
    return List.of(
        Files.writeString(
            folder.resolve("Brief ouders Sanne Jansen – zorgoverleg.txt"),
            LETTER,
            StandardCharsets.UTF_8),
        SampleMedia.picture(folder.resolve("Schoolfoto groep 7, De Vuurtoren.png")),
        SampleMedia.recording(
            folder.resolve("Opname zorgoverleg 12 november.wav"), RECORDING_BYTES));
  }
}
