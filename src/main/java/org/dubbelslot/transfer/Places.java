package org.dubbelslot.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.files.AtomicFile;
import org.dubbelslot.files.Leftovers;
import org.dubbelslot.json.StrictJson;

/**
 * The places that the person added, kept in {@code places.json} of the home folder. For any number
 * of threads.
 */
public final class Places {
  private final Path file;

  /** The places of that home folder. */
  public Places(Path home) {
    this.file = home.resolve("places.json");
  }

  /**
   * All places in the order in which they were added.
   *
   * @throws IOException when the file cannot be read or is not ours
   */
  public List<Place> all() throws IOException {
    ObjectNode root;
    try {
      root = StrictJson.parse(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      return List.of();
    }
    List<Place> places = new ArrayList<>();
    try {
      for (JsonNode node : root.path("places")) {
        places.add(read(node));
      }
    } catch (IllegalArgumentException | NullPointerException e) {
      throw new IOException("the list of places is damaged", e);
    }
    return places;
  }

  /** The place of that name. */
  public Optional<Place> find(String name) throws IOException {
    return all().stream().filter(place -> place.name().equals(name)).findFirst();
  }

  /**
   * Adds a place.
   *
   * @throws TransferException.PlaceExists when one bears that name
   */
  public synchronized void add(Place place) throws IOException, TransferException {
    if (find(place.name()).isPresent()) {
      throw new TransferException.PlaceExists(place.name());
    }
    List<Place> places = new ArrayList<>(all());
    places.add(place);
    write(places);
  }

  /**
   * Forgets a place; its files stay where they are.
   *
   * @throws TransferException.NoSuchPlace when there is none of that name
   */
  public synchronized void remove(String name) throws IOException, TransferException {
    List<Place> places = new ArrayList<>(all());
    if (!places.removeIf(place -> place.name().equals(name))) {
      throw new TransferException.NoSuchPlace(name);
    }
    write(places);
  }

  /**
   * Puts another place of the same name where one is: with another label, or at another address.
   *
   * @throws TransferException.NoSuchPlace when there is none of that name
   */
  public synchronized void replace(Place place) throws IOException, TransferException {
    List<Place> places = new ArrayList<>(all());
    if (places.stream().noneMatch(each -> each.name().equals(place.name()))) {
      throw new TransferException.NoSuchPlace(place.name());
    }
    places.replaceAll(each -> each.name().equals(place.name()) ? place : each);
    write(places);
  }

  private void write(List<Place> places) throws IOException {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    ArrayNode array = root.putArray("places");
    places.forEach(place -> write(place, array.addObject()));
    Files.createDirectories(file.getParent());
    Leftovers.sweep(file.getParent());
    try (AtomicFile target = AtomicFile.create(file, true)) {
      target.output().write(StrictJson.write(root));
      target.commit();
    }
  }

  private static void write(Place place, ObjectNode node) {
    node.put("name", place.name()).put("team", place.team().text());
    place.label().ifPresent(label -> node.put("label", label));
    switch (place.location()) {
      case Place.Location.Folder(Path folder) -> node.put("folder", folder.toString());
      case Place.Location.MyDrive(var loopback) -> write(loopback, node.put("drive", "me"));
      case Place.Location.Link(URI link, var loopback) ->
          write(loopback, node.put("link", link.toString()));
    }
  }

  private static void write(Optional<Place.Loopback> loopback, ObjectNode node) {
    loopback.ifPresent(
        local ->
            node.put("graph", local.graph().toString())
                .put("tokenFile", local.tokenFile().toString()));
  }

  private static Place read(JsonNode node) {
    Optional<Place.Loopback> loopback =
        node.has("graph")
            ? Optional.of(
                new Place.Loopback(
                    URI.create(node.get("graph").textValue()),
                    Path.of(node.get("tokenFile").textValue())))
            : Optional.empty();
    Place.Location location =
        node.has("folder")
            ? new Place.Location.Folder(Path.of(node.get("folder").textValue()))
            : node.has("link")
                ? new Place.Location.Link(URI.create(node.get("link").textValue()), loopback)
                : new Place.Location.MyDrive(loopback);
    return new Place(
        node.get("name").textValue(),
        new Kid(node.get("team").textValue()),
        location,
        Optional.ofNullable(node.get("label")).map(JsonNode::textValue));
  }
}
