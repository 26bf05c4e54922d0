package org.dubbelslot.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dubbelslot.files.AtomicFile;
import org.dubbelslot.files.KilledRuns;
import org.dubbelslot.files.LocalFileException;
import org.dubbelslot.files.LocalName;
import org.dubbelslot.files.SourceFile;
import org.dubbelslot.format.FileId;
import org.dubbelslot.format.Metadata;
import org.dubbelslot.format.OpenOptions;
import org.dubbelslot.format.Opened;
import org.dubbelslot.format.Opener;
import org.dubbelslot.format.OpeningKeys;
import org.dubbelslot.format.RangeOpener;
import org.dubbelslot.format.SealedSource;
import org.dubbelslot.names.NameException;
import org.dubbelslot.names.NameRules;
import org.dubbelslot.transfer.Getter;
import org.dubbelslot.words.Exit;
import org.dubbelslot.words.FailureCode;
import org.dubbelslot.workplace.Synchronised;
import org.dubbelslot.workplace.Workplace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Opens sealed files of this computer, or standard input, whole or in part. */
@Command(name = "open")
final class OpenCommand implements Action {
  private static final String STANDARD = "-";
  private static final Pattern RANGE = Pattern.compile("([0-9]{1,15})-([0-9]{1,15})");

  @Option(
      names = {"-o", "--output"},
      paramLabel = "OUT|-")
  String output;

  @Option(names = "--into", paramLabel = "DIR")
  Path into;

  @Option(names = "--range", paramLabel = "FIRST-LAST")
  String range;

  @Option(names = "--accept-signer")
  boolean acceptSigner;

  @Option(names = "--accept-older")
  boolean acceptOlder;

  @Option(names = "--force")
  boolean force;

  @Parameters(arity = "1..*", paramLabel = "FILE|-", descriptionKey = "argument.open-files")
  List<String> files;

  private final KilledRuns killed = new KilledRuns();
  private final ArrayNode results = JsonNodeFactory.instance.arrayNode();

  @Override
  public int run(Session session) throws Exception {
    if (output != null && (into != null || files.size() > 1)) {
      throw new CommandException(FailureCode.EXCLUSIVE_OPTIONS, "-o, --into, FILE...");
    }
    if (range != null && (into != null || files.size() > 1 || files.contains(STANDARD))) {
      throw new CommandException(FailureCode.EXCLUSIVE_OPTIONS, "--range, --into, FILE..., -");
    }
    LargeFiles.prepareFor(files, session);
    Workplace workplace = session.workplace();
    OpeningKeys keys = workplace.membership().opening();
    if (range != null) {
      openRange(session, keys, files.getFirst());
      return Exit.DONE;
    }
    int status =
        session.each(files, file -> file, results, file -> open(session, workplace, keys, file));
    if (session.output().isJson() && !STANDARD.equals(output)) {
      session.output().json(results);
    }
    return status;
  }

  private void openRange(Session session, OpeningKeys keys, String file) throws Exception {
    Matcher bounds = RANGE.matcher(range);
    if (!bounds.matches()) {
      throw new CommandException(FailureCode.BAD_VALUE, "--range", range, "dubbelslot open");
    }
    long first = Long.parseLong(bounds.group(1));
    long last = Long.parseLong(bounds.group(2));
    if (first > last) {
      throw new CommandException(FailureCode.BAD_VALUE, "--range", range, "dubbelslot open");
    }
    Path path = SourceFile.of(Path.of(file)).path();
    try (FileChannel channel = FileChannel.open(path);
        RangeOpener opener = RangeOpener.open(SealedSource.of(channel), keys)) {
      if (last >= opener.size()) {
        throw new CommandException(FailureCode.BAD_VALUE, "--range", range, "dubbelslot open");
      }
      if (output == null || output.equals(STANDARD)) {
        try (OutputStream out = session.output().binary()) {
          opener.copy(first, last, out);
        }
      } else {
        Path target = Path.of(output);
        Synchronised.refuse(session.services(), target, force);
        killed.sweep(target);
        try (AtomicFile local = session.hold(AtomicFile.create(target, force))) {
          opener.copy(first, last, local.output());
          local.commit();
        }
      }
      session.output().notice("files.signer-not-checked");
    }
  }

  private void open(Session session, Workplace workplace, OpeningKeys keys, String file)
      throws Exception {
    boolean fromInput = file.equals(STANDARD);
    if (!STANDARD.equals(output)) {
      Synchronised.refuse(session.services(), folder(file), force);
    }
    Opener opener = new Opener(session.services().workers());
    OpenOptions options = options(session);
    try (InputStream in = fromInput ? session.input() : SourceFile.of(Path.of(file)).open()) {
      if (STANDARD.equals(output)) {
        try (OutputStream out = session.output().binary()) {
          Opened opened =
              opener.open(
                  in,
                  keys,
                  options,
                  out,
                  (id, metadata) -> requireNotOlder(workplace, id, metadata));
          workplace.seen().remember(opened.metadata(), opened.id());
        }
        return;
      }
      Opened opened;
      Path target;
      try (DeferredFile local = session.hold(new DeferredFile(force))) {
        opened =
            opener.open(
                in,
                keys,
                options,
                local::write,
                (id, metadata) -> {
                  requireNotOlder(workplace, id, metadata);
                  Path at = target(file, metadata.name());
                  killed.sweep(at);
                  local.begin(at);
                });
        target = local.commit();
      }
      workplace.seen().remember(opened.metadata(), opened.id());
      if (opened.metadata().modified().isPresent()) {
        Files.setLastModifiedTime(target, FileTime.from(opened.metadata().modified().get()));
      }
      tell(session, workplace, file, target, opened);
    }
  }

  private void requireNotOlder(Workplace workplace, FileId id, Metadata metadata)
      throws IOException {
    try {
      if (!acceptOlder) {
        workplace.seen().requireNotOlder(metadata, id);
      }
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e); // Where only this may be thrown; its cause is what is told.
    }
  }

  private OpenOptions options(Session session) throws Exception {
    if (acceptSigner && !session.services().policy().allowUnknownSigners()) {
      throw new CommandException(FailureCode.POLICY_FORBIDS, "--accept-signer");
    }
    return acceptSigner ? OpenOptions.ACCEPT_SIGNER : OpenOptions.STRICT;
  }

  /** Where the opened file goes: a given one, or the folder in which the sealed one lies. */
  private Path folder(String file) {
    if (output != null) {
      return Path.of(output);
    }
    if (into != null) {
      return into;
    }
    return file.equals(STANDARD) ? Path.of("") : Path.of(file).toAbsolutePath().getParent();
  }

  private Path target(String file, String name) throws IOException {
    if (output != null) {
      return Path.of(output);
    }
    try {
      return NameRules.resolveInside(folder(file), Getter.localName(name));
    } catch (NameException e) {
      throw new LocalFileException.ImpossibleName(Path.of(LocalName.substitute(name)));
    }
  }

  private void tell(Session session, Workplace workplace, String file, Path target, Opened opened)
      throws Exception {
    String sealedBy = SealedByWords.tell(session, workplace, opened);
    session.output().say("files.opened", file, target, sealedBy);
    ObjectNode result =
        results
            .addObject()
            .put("file", file)
            .put("opened", target.toString())
            .put("name", opened.metadata().name())
            .put("size", opened.size())
            .put("id", opened.id().toString())
            .put("document", opened.metadata().document().toString())
            .put("revision", opened.metadata().revision())
            .put("team", opened.metadata().team().text())
            .put("lockTeam", opened.lockTeam().text());
    SealedByWords.json(opened.sealedBy(), result);
    opened.metadata().keepUntil().ifPresent(day -> result.put("keepUntil", day.toString()));
  }
}
