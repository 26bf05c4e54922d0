package org.dubbelslot.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dubbelslot.files.LocalFileException;
import org.dubbelslot.files.SourceFile;
import org.dubbelslot.transfer.Conflict;
import org.dubbelslot.transfer.Entry;
import org.dubbelslot.transfer.PlacePath;
import org.dubbelslot.transfer.Putter;
import org.dubbelslot.transfer.SealedTree;
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

  private final ArrayNode results = JsonNodeFactory.instance.arrayNode();

  /** One thing to put: a file, or a folder with all in it, below a folder of the place. */
  private record Job(Path source, Entry.Folder target) {}

  @Override
  public int run(Session session) throws Exception {
    PlacePath to = Workplace.path(arguments.getLast());
    List<Path> sources = arguments.subList(0, arguments.size() - 1).stream().map(Path::of).toList();
    Workplace workplace = new Workplace(session);
    SealedTree tree =
        workplace.writing(
            workplace.place(to.place()),
            sent -> session.output().progress("files.sent", session.words().size(sent)));
    Entry.Folder target = tree.folder(to);
    Putter putter =
        new Putter(
            tree, new Putter.Options(conflict, Optional.ofNullable(keepUntil), removeOriginal));
    List<Job> jobs = new ArrayList<>();
    int folders =
        session.each(
            sources, Path::toString, results, source -> plan(putter, source, target, jobs));
    int files =
        session.each(
            jobs, job -> job.source().toString(), results, job -> put(session, putter, job));
    if (session.output().isJson()) {
      session.output().json(results);
    }
    return Statuses.of(folders, sources.size(), files, jobs.size());
  }

  private void plan(Putter putter, Path source, Entry.Folder target, List<Job> jobs)
      throws Exception {
    if (!Files.isDirectory(source)) {
      jobs.add(new Job(source, target));
      return;
    }
    if (!recursive) {
      throw new LocalFileException.Folder(source);
    }
    Entry.Folder folder = putter.subfolder(target, Putter.nameOf(source));
    for (Path child : children(source)) {
      if (Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) {
        plan(putter, child, folder, jobs);
      } else {
        jobs.add(new Job(child, folder));
      }
    }
  }

  private static List<Path> children(Path folder) throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      return children.sorted().toList();
    } catch (IOException e) {
      throw LocalFileException.whileReading(folder, e);
    }
  }

  private void put(Session session, Putter putter, Job job) throws Exception {
    if (recursive && Files.isSymbolicLink(job.source())) {
      throw new LocalFileException.Special(job.source());
    }
    ObjectNode result = JsonNodeFactory.instance.objectNode().put("file", job.source().toString());
    switch (putter.put(SourceFile.of(job.source()), job.target())) {
      case Putter.Outcome.Put(String name) -> {
        session.output().say("files.put", name);
        results.add(result.put("outcome", "put").put("name", name));
      }
      case Putter.Outcome.Skipped() -> {
        session.output().say("files.skipped", job.source().getFileName().toString());
        results.add(result.put("outcome", "skipped"));
      }
    }
  }
}
