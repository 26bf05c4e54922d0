package org.dubbelslot.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.dubbelslot.transfer.Place;
import org.dubbelslot.transfer.PlacePath;
import org.dubbelslot.transfer.Protector;
import org.dubbelslot.transfer.SealedTree;
import org.dubbelslot.words.Exit;
import org.dubbelslot.words.FailureCode;
import org.dubbelslot.words.Words;
import org.dubbelslot.workplace.Pacing;
import org.dubbelslot.workplace.Workplace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Seals what lies in a place for the provider to read, and removes the readable files. */
@Command(name = "protect")
final class ProtectCommand implements Action {
  @Option(names = "--dry-run")
  boolean dryRun;

  @Option(names = "--keep-until", paramLabel = "YYYY-MM-DD")
  LocalDate keepUntil;

  @Option(names = "--erase")
  boolean erase;

  @Option(names = "--per-minute", paramLabel = "N")
  Integer perMinute;

  @Parameters(paramLabel = "PLACE:/PATH", descriptionKey = "argument.place-path")
  String path;

  private final ArrayNode results = JsonNodeFactory.instance.arrayNode();
  private int looked;
  private int done;
  private int kept;
  private int notErasable;

  @Override
  public int run(Session session) throws Exception {
    PlacePath at = Arguments.path(path);
    if (perMinute != null && perMinute < 1) {
      throw new CommandException(
          FailureCode.BAD_VALUE, "--per-minute", perMinute, "dubbelslot protect");
    }
    Workplace workplace = session.workplace();
    Place place = workplace.place(at.place());
    SealedTree tree = dryRun ? workplace.reading(place) : workplace.trees().writing(place.name());
    List<Protector.Readable> files = Protector.find(tree, at);
    if (dryRun || files.isEmpty()) {
      show(session, place, files);
      return Exit.DONE;
    }
    if (erase && !session.confirm("protect.confirm-erase", files.size())) {
      return Exit.LOCAL;
    }
    Protector protector =
        new Protector(
            tree,
            new Protector.Options(
                erase, Optional.ofNullable(keepUntil), workplace.policy().recordings()),
            Pacing.of(place, Optional.ofNullable(perMinute), session.services().pause()));
    int status =
        session.each(
            files,
            Protector.Readable::path,
            results,
            file -> protect(session, protector, file, files.size()));
    show(session, place, files);
    return status;
  }

  private void protect(Session session, Protector protector, Protector.Readable file, int all)
      throws Exception {
    looked++;
    session.output().progress("protect.progress", looked, all, done);
    Protector.Protected now = protector.protect(file);
    done++;
    switch (now.traces()) {
      case ERASED -> {
        // Nothing is left to be told of.
      }
      case KEPT -> kept++;
      case NOT_ERASABLE -> notErasable++;
    }
    results
        .addObject()
        .put("file", file.path())
        .put("name", now.name())
        .put("traces", Organisation.word(now.traces()));
  }

  private void show(Session session, Place place, List<Protector.Readable> files) {
    if (session.output().isJson()) {
      session.output().json(json(place, files));
      return;
    }
    if (files.isEmpty()) {
      session.output().say("protect.none");
      return;
    }
    if (dryRun) {
      files.forEach(file -> session.output().line(Words.printable(file.path())));
      session.output().say("protect.would", files.size());
      return;
    }
    session.output().say("protect.done", files.size(), done, files.size() - done);
    if (kept > 0 && Pacing.isWatched(place)) {
      session.output().notice("protect.traces");
    }
    if (notErasable > 0) {
      session.output().notice("protect.not-erasable", notErasable);
    }
  }

  private ObjectNode json(Place place, List<Protector.Readable> files) {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("place", place.name())
            .put("dryRun", dryRun)
            .put("files", files.size())
            .put("protected", done);
    if (dryRun) {
      files.forEach(file -> results.addObject().put("file", file.path()));
    }
    json.set("results", results);
    return json;
  }
}
