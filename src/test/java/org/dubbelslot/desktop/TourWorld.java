package org.dubbelslot.desktop;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.dubbelslot.desktop.common.World;
import org.dubbelslot.files.SourceFile;
import org.dubbelslot.format.OpenOptions;
import org.dubbelslot.transfer.Conflict;
import org.dubbelslot.transfer.Entry;
import org.dubbelslot.transfer.Getter;
import org.dubbelslot.transfer.Place;
import org.dubbelslot.transfer.Places;
import org.dubbelslot.transfer.Putter;
import org.dubbelslot.transfer.SealedTree;
import org.dubbelslot.words.Language;
import org.dubbelslot.workplace.Workplace;
import org.dubbelslot.workplace.practice.SampleMedia;

/**
 * What Marijke has in her OneDrive and her team's library, invented, in one language: a folder with
 * a little of everything that can lie in one.
 */
public final class TourWorld implements AutoCloseable {
  /** Names of what lies in the root of her OneDrive. */
  public enum Name {
    MINUTES("Notulen team 12 november.txt", "Minutes of 12 November.txt"),
    BUDGET("Begroting 2027.xlsx", "Budget 2027.xlsx"),
    PLAN("Groepsplan 7b.docx", "Group plan 7b.docx"),
    EVENING("Ouderavond.pptx", "Parents’ evening.pptx"),
    PHOTO("Schoolfoto.png", "School photo.png"),
    LETTER("Brief aan ouders.pdf", "Letter to parents.pdf"),
    AGENDA("Agenda ouderavond.txt", "Agenda parents’ evening.txt"),
    RECORDING("Gesprek met logopedist.wav", "Talk with speech therapist.wav"),
    READABLE("Folder open dag.pdf", "Leaflet open day.pdf"),
    PUPILS("Leerlingen", "Pupils"),
    EMPTY("Archief 2025", "Archive 2025"),
    UNSEALED("Planning Teams", "Planning in Teams"),
    OWN_DRIVE("Mijn OneDrive", "My OneDrive"),
    LIBRARY("Directie – Documenten", "Board – Documents");

    private final String dutch;
    private final String english;

    Name(String dutch, String english) {
      this.dutch = dutch;
      this.english = english;
    }

    /** As it is written. */
    public String in(Language language) {
      return language == Language.NL ? dutch : english;
    }
  }

  private static final String LIBRARY = "directie-documenten";

  private final World world;
  private final Language language;
  private final Path sources;

  /** Makes it in an empty folder. */
  public TourWorld(Path folder, Language language) throws Exception {
    this.world = new World(folder);
    this.language = language;
    this.sources = Files.createDirectories(folder.resolve("documents"));
    Places places = new Places(home());
    places.replace(world.place().labelled(name(Name.OWN_DRIVE)));
    places.add(
        new Place(
            LIBRARY,
            world.team(World.BOARD),
            new Place.Location.Link(
                URI.create("https://voorbeeld.sharepoint.example/sites/team/Shared%20Documents"),
                ((Place.Location.MyDrive) world.place().location()).loopback()),
            Optional.of(name(Name.LIBRARY))));
    fill();
    learn();
  }

  /** What lies under it. */
  public World world() {
    return world;
  }

  /** Marijke's folder. */
  public Path home() {
    return world.home(World.MARIJKE);
  }

  /** A name in this world's language. */
  public String name(Name name) {
    return name.in(language);
  }

  /** A file on this computer that can be dropped. */
  public Path document(String name, int bytes) throws Exception {
    return Files.write(sources.resolve(name), new byte[bytes]);
  }

  private void fill() throws Exception {
    LocalDate until = LocalDate.of(2033, 8, 1);
    sealed(World.MARIJKE, Name.BUDGET, new byte[48_213], until);
    sealed(World.MARIJKE, Name.PLAN, new byte[54_321], until);
    sealed(World.MARIJKE, Name.EVENING, new byte[1_204_118], LocalDate.of(2028, 8, 1));
    sealed(World.MARIJKE, Name.PHOTO, photo(), until);
    sealed(World.MARIJKE, Name.LETTER, letter(), until);
    sealed(World.BAS, Name.MINUTES, text(minutes()), until);
    sealed(World.BAS, Name.RECORDING, new byte[2_412_044], until);
    world.put(World.BAS, name(Name.AGENDA), agenda());
    world.put(World.BAS, name(Name.AGENDA), agenda() + "21.30\n");
    String pupils = name(Name.PUPILS);
    boolean dutch = language == Language.NL;
    world.put(
        World.MARIJKE, pupils + (dutch ? "/Handelingsplan Mees.docx" : "/Plan for Mees.docx"), "x");
    world.put(
        World.MARIJKE,
        pupils + (dutch ? "/Groep 8/Plan van aanpak.docx" : "/Group 8/Plan of action.docx"),
        "x");
    world.workplace(World.MARIJKE).writing(world.place()).makeFolder(root(), name(Name.EMPTY));
    world.putReadable(name(Name.READABLE), dutch ? "Kom op 14 maart" : "Come on 14 March");
    world.putReadable("k7q2xw9fbhm3.dslot", "?");
    try (HttpClient http = HttpClient.newHttpClient()) {
      http.send(
          world
              .graph("/me/drive/root/children")
              .header("Content-Type", "application/json")
              .POST(
                  BodyPublishers.ofString(
                      "{\"name\":\"%s\",\"folder\":{}}".formatted(name(Name.UNSEALED))))
              .build(),
          BodyHandlers.discarding());
    }
  }

  private Entry.Folder root() throws Exception {
    return world.workplace(World.MARIJKE).writing(world.place()).root();
  }

  private void sealed(String person, Name name, byte[] content, LocalDate until) throws Exception {
    Workplace workplace = world.workplace(person);
    SealedTree tree = workplace.writing(world.place());
    Path source = Files.write(sources.resolve(name(name)), content);
    new Putter(tree, new Putter.Options(Conflict.FAIL, Optional.of(until), false))
        .put(SourceFile.of(source), tree.root());
    Files.delete(source);
  }

  /** What was opened on Marijke's computer before. */
  private void learn() throws Exception {
    Workplace mine = world.workplace(World.MARIJKE);
    mine.listAnew(world.place());
    SealedTree tree = mine.reading(world.place());
    Path out = Files.createDirectories(sources.resolve("out"));
    try (Getter getter =
        new Getter(tree, new Getter.Options(Conflict.REPLACE, OpenOptions.STRICT, false))) {
      for (Name each : List.of(Name.MINUTES, Name.RECORDING)) {
        Entry entry = tree.find(tree.root(), name(each)).orElseThrow();
        getter.get((Entry.SealedFile) entry, out);
      }
    }
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private byte[] photo() throws Exception {
    return Files.readAllBytes(SampleMedia.picture(sources.resolve("photo.png")));
  }

  private String minutes() {
    return language == Language.NL
        ? "Aanwezig: Marijke, Bas, Fatima\n\n1. Opening\n2. Zorgleerlingen groep 7\n3. Rondvraag\n"
        : "Present: Marijke, Bas, Fatima\n\n1. Opening\n2. Pupils of group 7\n3. Any other\n";
  }

  private String agenda() {
    return language == Language.NL
        ? "19.30  Ontvangst\n20.00  Opening\n20.15  Rondleiding\n"
        : "19.30  Welcome\n20.00  Opening\n20.15  Tour of the school\n";
  }

  /** A page with some lines on it, as PDF 1.4. */
  private byte[] letter() {
    String[] lines =
        language == Language.NL
            ? new String[] {"Beste ouders,", "", "Op 14 maart is onze open dag.", "Tot dan."}
            : new String[] {"Dear parents,", "", "Our open day is on 14 March.", "See you there."};
    StringBuilder page = new StringBuilder("BT /F1 16 Tf 72 760 Td 24 TL\n");
    for (String line : lines) {
      page.append('(').append(line).append(") Tj T*\n");
    }
    page.append("ET");
    List<String> objects =
        List.of(
            "<</Type/Catalog/Pages 2 0 R>>",
            "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
                + "/Resources<</Font<</F1 5 0 R>>>>>>",
            "<</Length " + page.length() + ">>\nstream\n" + page + "\nendstream",
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>");
    StringBuilder file = new StringBuilder("%PDF-1.4\n");
    StringBuilder table = new StringBuilder("0000000000 65535 f \n");
    for (int i = 0; i < objects.size(); i++) {
      table.append("%010d 00000 n \n".formatted(file.length()));
      file.append(i + 1).append(" 0 obj\n").append(objects.get(i)).append("\nendobj\n");
    }
    int start = file.length();
    file.append("xref\n0 6\n").append(table).append("trailer\n<</Size 6/Root 1 0 R>>\nstartxref\n");
    file.append(start).append("\n%%EOF\n");
    return file.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws Exception {
    world.close();
  }
}
