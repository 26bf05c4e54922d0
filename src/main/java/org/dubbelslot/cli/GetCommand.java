package org.dubbelslot.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.dubbelslot.files.LocalFileException;
import org.dubbelslot.format.OpenOptions;
import org.dubbelslot.names.NameRules;
import org.dubbelslot.transfer.Conflict;
import org.dubbelslot.transfer.Entry;
import org.dubbelslot.transfer.Getter;
import org.dubbelslot.transfer.PlacePath;
import org.dubbelslot.transfer.TransferException;
import org.dubbelslot.transfer.Transfers;
import org.dubbelslot.words.FailureCode;
import org.dubbelslot.workplace.Synchronised;
import org.dubbelslot.workplace.Workplace;
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

  @Option(names = "--accept-older")
  boolean acceptOlder;

  @Option(names = "--accept-name")
  boolean acceptName;

  @Option(names = "--force")
  boolean force;

  @Parameters(arity = "2..*", paramLabel = "PLACE:/PATH... DIR", descriptionKey = "argument.get")
  List<String> arguments;

  @Override
  public int run(Session session) throws Exception {
    Path target = Path.of(arguments.getLast());
    if (!Files.isDirectory(target)) {
      throw new LocalFileException.NoFolder(target);
    }
    Synchronised.refuse(session.services(), target, force);
    if (acceptSigner && !session.services().policy().allowUnknownSigners()) {
      throw new CommandException(FailureCode.POLICY_FORBIDS, "--accept-signer");
    }
    Workplace workplace = session.workplace();
    List<String> sources = arguments.subList(0, arguments.size() - 1);
    Plan plan = new Plan(workplace.transfers());
    ArrayNode results = JsonNodeFactory.instance.arrayNode();
    int found =
        session.each(
            sources, source -> source, results, source -> plan.source(workplace, source, target));
    TransferReport report =
        new TransferReport(session, workplace, results, plan.queued, plan.refusals);
    plan.transfers.run(report);
    int got = report.status();
    if (session.output().isJson()) {
      session.output().json(results);
    }
    return Statuses.of(found, sources.size(), got, plan.queued + plan.refusals.size());
  }

  /** Walks through what is to be got; nothing but the queue holds all of it. */
  private final class Plan {
    private final Transfers transfers;
    private final Getter.Options options =
        new Getter.Options(
            force && conflict == Conflict.FAIL ? Conflict.REPLACE : conflict,
            acceptSigner ? OpenOptions.ACCEPT_SIGNER : OpenOptions.STRICT,
            acceptName,
            acceptOlder);
    private final Deque<TransferReport.Refusal> refusals = new ArrayDeque<>();
    private int queued;

    Plan(Transfers transfers) {
      this.transfers = transfers;
    }

    void source(Workplace workplace, String source, Path target) throws Exception {
      PlacePath path = Arguments.path(source);
      workplace.place(path.place());
      Entry entry = transfers.reading(path.place()).find(path);
      if (entry instanceof Entry.Folder && !recursive) {
        throw TransferException.isFolder();
      }
      if (entry instanceof Entry.Folder folder) {
        transfers.reading(path.place()).prepareToListAll(folder);
      }
      entry(path.place(), entry, target, source);
    }

    private void entry(String place, Entry entry, Path target, String name) throws Exception {
      switch (entry) {
        case Entry.SealedFile file -> {
          transfers.get(place, file, name, target, options);
          queued++;
        }
        case Entry.Folder folder -> folder(place, folder, target, name);
        case Entry.Unreadable _, Entry.ReadableFile _ ->
            refusals.add(
                new TransferReport.Refusal(queued, name, TransferException.notReadable(entry)));
      }
    }

    private void folder(String place, Entry.Folder folder, Path target, String name)
        throws Exception {
      Path below =
          folder.name().isEmpty()
              ? target
              : makeFolder(NameRules.resolveInside(target, Getter.localName(folder.name())));
      for (Entry child : transfers.reading(place).list(folder)) {
        entry(place, child, below, name + "/" + child.name());
      }
    }
  }

  private static Path makeFolder(Path folder) throws LocalFileException {
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw LocalFileException.whileWriting(folder, e);
    }
  }
}
