package org.dubbelslot.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dubbelslot.files.LocalFileException;
import org.dubbelslot.files.SourceFile;
import org.dubbelslot.transfer.Conflict;
import org.dubbelslot.transfer.Entry;
import org.dubbelslot.transfer.PlacePath;
import org.dubbelslot.transfer.Putter;
import org.dubbelslot.transfer.Transfers;
import org.dubbelslot.workplace.Workplace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Seals files and uploads them to a place. */
@Command(name = "put")
final class PutCommand implements Action {
  @Option(names = {"-r", "--recursive"})
  boolean recursive;

  @Option(names = "--keep-until", paramLabel = "YYYY-MM-DD")
  LocalDate keepUntil;

  @Option(names = "--on-conflict", paramLabel = "fail|both|replace|skip")
  Conflict conflict = Conflict.FAIL;

  @Option(names = "--remove-original")
  boolean removeOriginal;

  @Parameters(arity = "2..*", paramLabel = "SRC... PLACE:/DIR/", descriptionKey = "argument.put")
  List<String> arguments;

  @Override
  public int run(Session session) throws Exception {
    PlacePath to = Arguments.path(arguments.getLast());
    List<Path> sources = arguments.subList(0, arguments.size() - 1).stream().map(Path::of).toList();
    Workplace workplace = session.workplace();
    workplace.place(to.place());
    Transfers transfers = workplace.transfers();
    Entry.Folder target = transfers.writing(to.place()).folder(to);
    Plan plan = new Plan(transfers, to.place());
    ArrayNode results = JsonNodeFactory.instance.arrayNode();
    int planned =
        session.each(sources, Path::toString, results, source -> plan.source(source, target));
    TransferReport report =
        new TransferReport(session, workplace, results, plan.queued, plan.refusals);
    transfers.run(report);
    int put = report.status();
    if (session.output().isJson()) {
      session.output().json(results);
    }
    return Statuses.of(planned, sources.size(), put, plan.queued + plan.refusals.size());
  }

  /** Walks through what is to be put; nothing but the queue holds all of it. */
  private final class Plan {
    private final Transfers transfers;
    private final String place;
    private final Putter.Options options =
        new Putter.Options(conflict, Optional.ofNullable(keepUntil), removeOriginal);
    private final Deque<TransferReport.Refusal> refusals = new ArrayDeque<>();
    private int queued;

    Plan(Transfers transfers, String place) {
      this.transfers = transfers;
      this.place = place;
    }

    void source(Path source, Entry.Folder target) throws Exception {
      if (!Files.isDirectory(source)) {
        file(source, target);
      } else if (recursive) {
        folder(source, target);
      } else {
        throw new LocalFileException.Folder(source);
      }
    }

    private void folder(Path source, Entry.Folder above) throws Exception {
      Entry.Folder target = transfers.subfolder(place, above, Putter.nameOf(source));
      for (Path child : children(source)) {
        if (Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) {
          folder(child, target);
        } else {
          file(child, target);
        }
      }
    }

    private void file(Path source, Entry.Folder target) throws Exception {
      SourceFile found;
      try {
        if (recursive && Files.isSymbolicLink(source)) {
          throw new LocalFileException.Special(source);
        }
        found = SourceFile.of(source);
      } catch (LocalFileException e) {
        refusals.add(new TransferReport.Refusal(queued, source.toString(), e));
        return;
      }
      transfers.put(place, target, found, options);
      queued++;
    }
  }

  private static List<Path> children(Path folder) throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      return children.sorted().toList();
    } catch (IOException e) {
      throw LocalFileException.whileReading(folder, e);
    }
  }
}
