package org.dubbelslot.cli;

import com.fasterxml.jackson.databind.node.TextNode;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.transfer.Place;
import org.dubbelslot.words.Exit;
import org.dubbelslot.words.FailureCode;
import org.dubbelslot.workplace.Workplace;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Places: folders on drives that the person gave a name, and a team's lock. */
@Command(
    name = "place",
    subcommands = {
      PlaceCommand.Add.class,
      PlaceCommand.ListPlaces.class,
      PlaceCommand.Remove.class
    })
final class PlaceCommand {

  /** Adds a place, once its drive and its team's names were seen to open. */
  @Command(name = "add")
  static final class Add implements Action {
    @Parameters(paramLabel = "NAME", descriptionKey = "argument.place")
    String name;

    @ArgGroup(multiplicity = "1")
    Where where;

    @Option(names = "--team", paramLabel = "TEAM")
    String team;

    @Option(names = "--graph", paramLabel = "URL")
    URI graph;

    @Option(names = "--token-file", paramLabel = "FILE")
    Path tokenFile;

    /** Where the place is. */
    static final class Where {
      @Option(names = "--folder", paramLabel = "DIR")
      Path folder;

      @Option(names = "--drive", paramLabel = "me")
      String drive;

      @Option(names = "--link", paramLabel = "URL")
      URI link;
    }

    @Override
    public int run(Session session) throws Exception {
      if (!Place.isName(name)) {
        throw new CommandException(FailureCode.BAD_VALUE, "NAME", name, "dubbelslot place add");
      }
      Workplace workplace = session.workplace();
      Kid kid = Arguments.team(workplace, Optional.ofNullable(team));
      Place place = new Place(name, kid, location());
      session.services().home().create();
      // A place that does not open would only fail later, in the middle of a drop.
      workplace.reading(place).root();
      workplace.places().add(place);
      session.output().say("files.place-added", name, workplace.teamName(kid));
      session
          .output()
          .result(
              json -> json.put("place", name).put("team", kid.text()).put("where", where(place)));
      return Exit.DONE;
    }

    private Place.Location location() throws CommandException {
      if ((graph == null) != (tokenFile == null)) {
        throw new CommandException(
            FailureCode.MISSING_ARGUMENT, "--graph, --token-file", "dubbelslot place add");
      }
      Optional<Place.Loopback> loopback =
          graph == null
              ? Optional.empty()
              : Optional.of(new Place.Loopback(graph, tokenFile.toAbsolutePath()));
      if (where.folder != null) {
        return new Place.Location.Folder(where.folder.toAbsolutePath().normalize());
      }
      if (where.link != null) {
        return new Place.Location.Link(where.link, loopback);
      }
      if (!where.drive.equals("me")) {
        throw new CommandException(
            FailureCode.BAD_VALUE, "--drive", where.drive, "dubbelslot place add");
      }
      return new Place.Location.MyDrive(loopback);
    }
  }

  /** Lists the places. */
  @Command(name = "list")
  static final class ListPlaces implements Action {
    @Override
    public int run(Session session) throws Exception {
      List<Place> places = session.workplace().places().all();
      session
          .output()
          .table(
              List.of("place", "team", "where"),
              places,
              place ->
                  List.of(
                      TextNode.valueOf(place.name()),
                      TextNode.valueOf(place.team().text()),
                      TextNode.valueOf(where(place))));
      return Exit.DONE;
    }
  }

  private static String where(Place place) {
    return switch (place.location()) {
      case Place.Location.Folder(Path folder) -> folder.toString();
      case Place.Location.MyDrive(var loopback) ->
          "OneDrive" + loopback.map(at -> " (" + at.graph() + ")").orElse("");
      case Place.Location.Link(URI link, var loopback) -> link.toString();
    };
  }

  /** Forgets a place; its files stay. */
  @Command(name = "remove")
  static final class Remove implements Action {
    @Parameters(paramLabel = "NAME", descriptionKey = "argument.place")
    String name;

    @Override
    public int run(Session session) throws Exception {
      session.workplace().places().remove(name);
      session.output().say("files.place-removed", name);
      session.output().result(json -> json.put("removed", name));
      return Exit.DONE;
    }
  }
}
