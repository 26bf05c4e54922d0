package org.dubbelslot.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dubbelslot.files.LocalFileException;
import org.dubbelslot.format.OpenOptions;
import org.dubbelslot.names.NameRules;
import org.dubbelslot.transfer.Conflict;
import org.dubbelslot.transfer.Entry;
import org.dubbelslot.transfer.Getter;
import org.dubbelslot.transfer.PlacePath;
import org.dubbelslot.transfer.SealedTree;
import org.dubbelslot.transfer.TransferException;
import org.dubbelslot.words.FailureCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Downloads files of a place and opens them. */
@Command(name = "get")
final class GetCommand implements Action {
  @Option(names = {"-r", "--recursive"})
  boolean recursive;

  @Option(names = "--on-conflict", paramLabel = "fail|both|replace|skip")
  Conflict conflict = Conflict.FAIL;

  @Option(names = "--accept-signer")
  boolean acceptSigner;

  @Option(names = "--accept-name")
  boolean acceptName;

  @Option(names = "--force")
  boolean force;

  @Parameters(arity = "2..*", paramLabel = "PLACE:/PATH... DIR", descriptionKey = "argument.get")
  List<String> arguments;

  private final ArrayNode results = JsonNodeFactory.instance.arrayNode();

  private record Job(Getter getter, Entry entry, Path folder, String name) {}

  private final Map<String, SealedTree> trees = new HashMap<>();

  @Override
  public int run(Session session) throws Exception {
    Path target = Path.of(arguments.getLast());
    if (!Files.isDirectory(target)) {
      throw new LocalFileException.NoFolder(target);
    }
    Synchronised.refuse(session, target, force);
    if (acceptSigner && !session.services().policy().allowUnknownSigners()) {
      throw new CommandException(FailureCode.POLICY_FORBIDS, "--accept-signer");
    }
    Workplace workplace = new Workplace(session);
    List<String> sources = arguments.subList(0, arguments.size() - 1);
    List<Job> jobs = new ArrayList<>();
    int found =
        session.each(
            sources,
            source -> source,
            results,
            source -> plan(session, workplace, source, target, jobs));
    int got = session.each(jobs, Job::name, results, job -> get(session, workplace, job));
    if (session.output().isJson()) {
      session.output().json(results);
    }
    return Statuses.of(found, sources.size(), got, jobs.size());
  }

  private void plan(
      Session session, Workplace workplace, String source, Path target, List<Job> jobs)
      throws Exception {
    PlacePath path = Workplace.path(source);
    SealedTree tree = trees.get(path.place());
    if (tree == null) {
      tree = workplace.reading(workplace.place(path.place()));
      trees.put(path.place(), tree);
    }
    OpenOptions options = acceptSigner ? OpenOptions.ACCEPT_SIGNER : OpenOptions.STRICT;
    Conflict onConflict = force && conflict == Conflict.FAIL ? Conflict.REPLACE : conflict;
    Getter getter =
        session.hold(new Getter(tree, new Getter.Options(onConflict, options, acceptName)));
    Entry entry = tree.find(path);
    if (recursive && entry instanceof Entry.Folder folder) {
      tree.prepareToListAll(folder);
    }
    plan(tree, getter, entry, target, source, jobs);
  }

  private void plan(
      SealedTree tree, Getter getter, Entry entry, Path target, String name, List<Job> jobs)
      throws Exception {
    if (!(entry instanceof Entry.Folder folder)) {
      jobs.add(new Job(getter, entry, target, name));
      return;
    }
    if (!recursive) {
      throw TransferException.isFolder();
    }
    Path below =
        folder.name().isEmpty()
            ? target
            : makeFolder(NameRules.resolveInside(target, Getter.localName(folder.name())));
    for (Entry child : tree.list(folder)) {
      plan(tree, getter, child, below, name + "/" + child.name(), jobs);
    }
  }

  private static Path makeFolder(Path folder) throws LocalFileException {
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw LocalFileException.whileWriting(folder, e);
    }
  }

  private void get(Session session, Workplace workplace, Job job) throws Exception {
    ObjectNode result = JsonNodeFactory.instance.objectNode().put("path", job.name());
    switch (job.getter().get(job.entry(), job.folder())) {
      case Getter.Outcome.Got(Path target, var opened) -> {
        String sealedBy = SealedByWords.tell(session, workplace, opened);
        if (!opened.metadata().name().equals(job.entry().name())) {
          sealedBy += " " + session.words().text("files.sealed-as", opened.metadata().name());
        }
        session.output().say("files.opened", job.name(), target, sealedBy);
        result
            .put("outcome", "got")
            .put("file", target.toString())
            .put("name", opened.metadata().name())
            .put("size", opened.size());
        SealedByWords.json(opened.sealedBy(), result);
      }
      case Getter.Outcome.Skipped() -> {
        session.output().say("files.skipped", job.name());
        result.put("outcome", "skipped");
      }
    }
    results.add(result);
  }
}
