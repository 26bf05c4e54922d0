package org.dubbelslot.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.drive.Pause;
import org.dubbelslot.format.OpenOptions;
import org.dubbelslot.format.Rewrapper;
import org.dubbelslot.keys.KeyDirectory;
import org.dubbelslot.transfer.Place;
import org.dubbelslot.transfer.PlacePath;
import org.dubbelslot.transfer.Rewrap;
import org.dubbelslot.transfer.SealedItem;
import org.dubbelslot.words.FailureCode;
import org.dubbelslot.workplace.Pacing;
import org.dubbelslot.workplace.Workplace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Gives the files of a place the keys that are active now, without touching their content. */
@Command(name = "rewrap")
final class RewrapCommand implements Action {
  @Option(names = "--dry-run")
  boolean dryRun;

  @Option(names = "--per-minute", paramLabel = "N")
  Integer perMinute;

  @Option(names = "--accept-signer")
  boolean acceptSigner;

  @Parameters(paramLabel = "PLACE:/PATH", descriptionKey = "argument.place-path")
  String path;

  private final Map<Rewrap.KeyPair, Integer> versions = new LinkedHashMap<>();
  private final ArrayNode left = JsonNodeFactory.instance.arrayNode();
  private int looked;
  private int current;
  private int changed;

  @Override
  public int run(Session session) throws Exception {
    PlacePath at = Arguments.path(path);
    if (perMinute != null && perMinute < 1) {
      throw new CommandException(
          FailureCode.BAD_VALUE, "--per-minute", perMinute, "dubbelslot rewrap");
    }
    if (acceptSigner && !session.services().policy().allowUnknownSigners()) {
      throw new CommandException(FailureCode.POLICY_FORBIDS, "--accept-signer");
    }
    Workplace workplace = session.workplace();
    Place place = workplace.place(at.place());
    Rewrap rewrap =
        workplace.rewrap(
            place,
            acceptSigner ? OpenOptions.ACCEPT_SIGNER : OpenOptions.STRICT,
            Pacing.of(place, Optional.ofNullable(perMinute), Pause.real()),
            sent -> session.output().progress("files.sent", session.words().size(sent)));
    int resumed = dryRun ? 0 : rewrap.resume();
    List<SealedItem> files = rewrap.find(at);
    int status =
        session.each(
            files, SealedItem::path, left, file -> rewrap(session, rewrap, file, files.size()));
    // A file that was finished first has been counted since as one that has its keys.
    changed += resumed;
    current = Math.max(0, current - resumed);
    show(session, workplace, place, files.size());
    return status;
  }

  private void rewrap(Session session, Rewrap rewrap, SealedItem file, int all) throws Exception {
    looked++;
    session.output().progress("rewrap.progress", looked, all, changed);
    Rewrap.Look look = rewrap.look(file);
    boolean done = look.current();
    try {
      if (done) {
        current++;
        return;
      }
      Rewrapper plan = rewrap.plan(look);
      if (!dryRun) {
        rewrap.apply(look, plan);
        done = true;
      }
      changed++;
    } finally {
      for (Rewrap.KeyPair pair : done ? rewrap.wanted() : look.locks()) {
        versions.merge(pair, 1, Integer::sum);
      }
    }
  }

  private void show(Session session, Workplace workplace, Place place, int all) throws Exception {
    if (session.output().isJson()) {
      session.output().json(json(place, all));
      return;
    }
    String told = dryRun ? "rewrap.would" : "rewrap.done";
    session.output().say(told, all, changed, current, all - changed - current);
    if (!versions.isEmpty()) {
      KeyDirectory directory = workplace.membership().directory();
      session
          .output()
          .table(
              List.of("organisation-key", "team-key", "state", "files"),
              List.copyOf(versions.entrySet()),
              entry ->
                  List.of(
                      TextNode.valueOf(entry.getKey().organisation().text()),
                      TextNode.valueOf(entry.getKey().team().text()),
                      TextNode.valueOf(state(session, directory, entry.getKey())),
                      IntNode.valueOf(entry.getValue())));
    }
    if (!dryRun && changed > 0 && !(place.location() instanceof Place.Location.Folder)) {
      session.output().notice("rewrap.old-versions");
    }
  }

  /** Active when both are; otherwise that of the one which is not. */
  private static String state(Session session, KeyDirectory directory, Rewrap.KeyPair pair) {
    return directory
        .organisationKey(pair.organisation())
        .map(version -> version.state())
        .filter(state -> !state.seals())
        .or(() -> directory.teamKey(pair.team()).map(version -> version.state()))
        .map(state -> session.words().text("state." + Organisation.word(state)))
        .orElse("–");
  }

  private ObjectNode json(Place place, int all) {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("place", place.name())
            .put("dryRun", dryRun)
            .put("files", all)
            .put("rewrapped", changed)
            .put("current", current);
    json.set("left", left);
    ArrayNode array = json.putArray("versions");
    versions.forEach(
        (pair, count) ->
            array
                .addObject()
                .put("organisation", text(pair.organisation()))
                .put("team", text(pair.team()))
                .put("files", count));
    return json;
  }

  private static String text(Kid kid) {
    return kid.text();
  }
}
