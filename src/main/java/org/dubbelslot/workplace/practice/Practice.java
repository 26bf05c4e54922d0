package org.dubbelslot.workplace.practice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.dubbelslot.files.LocalFileException;
import org.dubbelslot.files.OwnFolders;
import org.dubbelslot.files.Trees;
import org.dubbelslot.json.StrictJson;
import org.dubbelslot.keys.AtomicFiles;
import org.dubbelslot.sandbox.Sandbox;
import org.dubbelslot.sandbox.SandboxException;
import org.dubbelslot.sandbox.SandboxOptions;
import org.dubbelslot.transfer.Place;
import org.dubbelslot.transfer.Places;
import org.dubbelslot.words.Words;
import org.dubbelslot.workplace.Home;
import org.dubbelslot.workplace.Services;
import org.dubbelslot.workplace.TryOrganisation;

/**
 * A practice environment while it is in use: its OneDrive answers until this is closed. What a
 * person does in it stays for the next time, until they remove it.
 *
 * <pre>
 * practice/practice.json    written last: without it, nothing of the rest counts
 * practice/token            what its OneDrive lets in
 * practice/organisation/    the invented organisation, each device a home
 * practice/onedrive/        what its OneDrive keeps
 * </pre>
 */
public final class Practice implements AutoCloseable {
  /** The place that is the person's own OneDrive. */
  public static final String OWN_DRIVE = "onedrive";

  /** The place that is a team's library. */
  public static final String LIBRARY = "team";

  /** Where the sandbox has its one library. */
  private static final URI LIBRARY_LINK =
      URI.create("https://voorbeeld.sharepoint.example/sites/team/Shared%20Documents");

  private static final String NOTE = "practice.json";
  private static final int MAX_BYTES = 16 << 10;

  private final Sandbox sandbox;
  private final Services services;
  private final Place.Loopback loopback;

  private Practice(Sandbox sandbox, Services services, Place.Loopback loopback) {
    this.sandbox = sandbox;
    this.services = services;
    this.loopback = loopback;
  }

  /** Whether a person has begun to practise and has not removed it. */
  public static boolean exists(Home home) {
    return Files.isRegularFile(folder(home).resolve(NOTE));
  }

  /**
   * Goes on with the practice environment of a person's folder, or makes it first, which takes a
   * few seconds. Not for a thread that shows windows.
   *
   * @param home the person's own; made when it is not there
   * @param factory makes services, as the program does for a real organisation
   * @param words in whose language the samples are, when they are made
   * @throws Exception when it cannot be made, or another window uses it
   */
  public static Practice open(Home home, Services.Factory factory, Words words) throws Exception {
    Path folder = folder(home);
    Optional<Note> kept = Note.in(folder);
    home.create();
    if (kept.isEmpty() && Files.exists(folder)) {
      Trees.delete(folder);
    }
    OwnFolders.create(folder);
    Sandbox sandbox = start(folder, kept.map(Note::port).orElse(0));
    try {
      Place.Loopback loopback =
          new Place.Loopback(sandbox.graph(), token(folder, sandbox.token()).toAbsolutePath());
      Path member =
          kept.isPresent()
              ? folder.resolve(kept.get().home())
              : make(home, factory, words, folder, loopback);
      relocate(new Places(member), loopback);
      new Note(folder.relativize(member).toString(), sandbox.graph().getPort()).keep(folder);
      return new Practice(sandbox, factory.open(Optional.of(new Home(member))), loopback);
    } catch (Exception e) {
      try (sandbox) {
        throw e;
      }
    }
  }

  /**
   * Removes it with everything in it; does nothing where there is none. Nobody may be using it.
   *
   * @throws LocalFileException when something of it cannot be deleted
   */
  public static void remove(Home home) throws LocalFileException {
    Path folder = folder(home);
    try {
      Files.deleteIfExists(folder.resolve(NOTE));
      if (Files.exists(folder)) {
        Trees.delete(folder);
      }
    } catch (IOException e) {
      throw LocalFileException.whileWriting(folder, e);
    }
  }

  /** Services around the invented member's home, whose keys open without a passphrase. */
  public Services services() {
    return services;
  }

  /** What stands in for Microsoft, for places that are added in practice. */
  public Place.Loopback loopback() {
    return loopback;
  }

  /**
   * Closes the services and stops the OneDrive; whatever works with them is to be closed before.
   */
  @Override
  public void close() throws IOException {
    try (sandbox) {
      services.close();
    }
  }

  private static Path folder(Home home) {
    return home.folder().resolve("practice");
  }

  /** The port it had before, so that a second program finds the same addresses, if it is free. */
  private static Sandbox start(Path folder, int port) throws SandboxException {
    SandboxOptions options =
        SandboxOptions.at(folder.resolve("onedrive")).withRecordBodies(false).withLog(line -> {});
    try {
      return Sandbox.start(options.withPort(port));
    } catch (SandboxException.PortTaken e) {
      return Sandbox.start(options.withPort(0));
    }
  }

  private static Path token(Path folder, String token) throws IOException {
    Path file = folder.resolve("token");
    AtomicFiles.writePrivate(file, (token + "\n").getBytes(StandardCharsets.UTF_8));
    return file;
  }

  private static Path make(
      Home home, Services.Factory factory, Words words, Path folder, Place.Loopback loopback)
      throws Exception {
    TryOrganisation organisation;
    try (Services own = factory.open(Optional.of(home))) {
      organisation =
          TryOrganisation.make(
              own,
              folder.resolve("organisation"),
              words.text("desktop.start.practice-care"),
              words.text("desktop.start.practice-board"));
    }
    Places places = new Places(organisation.home());
    places.add(
        new Place(
            OWN_DRIVE,
            organisation.team(),
            new Place.Location.MyDrive(Optional.of(loopback)),
            Optional.of(words.text("desktop.start.practice-own-drive"))));
    places.add(
        new Place(
            LIBRARY,
            organisation.board(),
            new Place.Location.Link(LIBRARY_LINK, Optional.of(loopback)),
            Optional.of(words.text("desktop.start.practice-library"))));
    try (Services member = factory.open(Optional.of(new Home(organisation.home())))) {
      new PracticeFilling(member, words).fill(Files.createDirectories(folder.resolve("samples")));
    }
    Trees.delete(folder.resolve("samples"));
    return organisation.home();
  }

  private static void relocate(Places places, Place.Loopback loopback) throws Exception {
    for (Place place : places.all()) {
      Place.Location moved =
          switch (place.location()) {
            case Place.Location.Folder here -> here;
            case Place.Location.MyDrive _ -> new Place.Location.MyDrive(Optional.of(loopback));
            case Place.Location.Link(URI link, var _) ->
                new Place.Location.Link(link, Optional.of(loopback));
          };
      if (!moved.equals(place.location())) {
        places.replace(new Place(place.name(), place.team(), moved, place.label()));
      }
    }
  }

  /**
   * What is known of it from one start to the next.
   *
   * @param home of the invented member, below the practice folder
   * @param port of its OneDrive at the last start
   */
  private record Note(String home, int port) {
    /** Empty where there is none, or none that can be understood: then it is made anew. */
    static Optional<Note> in(Path folder) throws IOException {
      Optional<byte[]> bytes = AtomicFiles.read(folder.resolve(NOTE), MAX_BYTES);
      if (bytes.isEmpty()) {
        return Optional.empty();
      }
      ObjectNode json = StrictJson.parse(bytes.get());
      JsonNode home = json.path("home");
      return home.isTextual() && Files.isDirectory(folder.resolve(home.textValue()))
          ? Optional.of(new Note(home.textValue(), json.path("port").asInt()))
          : Optional.empty();
    }

    void keep(Path folder) throws IOException {
      AtomicFiles.write(
          folder.resolve(NOTE),
          StrictJson.write(
              JsonNodeFactory.instance
                  .objectNode()
                  .put("type", "practice")
                  .put("home", home.replace('\\', '/'))
                  .put("port", port)));
    }
  }
}
