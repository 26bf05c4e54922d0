package org.dubbelslot.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.custody.SealingKeys;
import org.dubbelslot.files.AtomicFile;
import org.dubbelslot.files.KilledRuns;
import org.dubbelslot.files.SourceFile;
import org.dubbelslot.format.Metadata;
import org.dubbelslot.format.SealRequest;
import org.dubbelslot.format.Sealed;
import org.dubbelslot.format.Sealer;
import org.dubbelslot.names.DriveNames;
import org.dubbelslot.names.NameRules;
import org.dubbelslot.words.FailureCode;
import org.dubbelslot.workplace.Workplace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Seals files of this computer, or standard input. */
@Command(name = "seal")
final class SealCommand implements Action {
  private static final String STANDARD = "-";
  private static final String UNNAMED = "unnamed";

  @Option(names = "--team", paramLabel = "TEAM")
  String team;

  @Option(names = "--keep-until", paramLabel = "YYYY-MM-DD")
  LocalDate keepUntil;

  @Option(names = "--name", paramLabel = "NAME")
  String name;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "OUT|-")
  String output;

  @Option(names = "--force")
  boolean force;

  @Parameters(arity = "1..*", paramLabel = "FILE|-", descriptionKey = "argument.seal-files")
  List<String> files;

  private final KilledRuns killed = new KilledRuns();
  private final ArrayNode results = JsonNodeFactory.instance.arrayNode();

  @Override
  public int run(Session session) throws Exception {
    if (files.size() > 1 && (output != null || name != null)) {
      throw new CommandException(FailureCode.EXCLUSIVE_OPTIONS, "FILE..., -o, --name");
    }
    LargeFiles.prepareFor(files, session);
    Workplace workplace = session.workplace();
    Kid kid = Arguments.team(workplace, Optional.ofNullable(team));
    SealingKeys keys = session.hold(workplace.sealing(kid));
    int status = session.each(files, file -> file, results, file -> seal(session, keys, kid, file));
    if (session.output().isJson() && !toStandardOutput(files.getFirst())) {
      session.output().json(results);
    }
    return status;
  }

  private boolean toStandardOutput(String file) {
    return STANDARD.equals(output) || output == null && file.equals(STANDARD);
  }

  private void seal(Session session, SealingKeys keys, Kid kid, String file) throws Exception {
    boolean fromInput = file.equals(STANDARD);
    Optional<SourceFile> source =
        fromInput ? Optional.empty() : Optional.of(SourceFile.of(Path.of(file)));
    Metadata metadata = metadata(kid, source);
    SealRequest request = new SealRequest(keys.locks(), metadata, Optional.of(keys.signer()));
    try (InputStream in = fromInput ? session.input() : source.orElseThrow().open()) {
      if (toStandardOutput(file)) {
        try (OutputStream out = session.output().binary()) {
          new Sealer(session.services().workers()).seal(request, in, out);
        }
        return;
      }
      Path target = Path.of(output != null ? output : file + DriveNames.EXTENSION);
      Sealed sealed;
      killed.sweep(target);
      try (AtomicFile local = session.hold(AtomicFile.create(target, force))) {
        sealed = new Sealer(session.services().workers()).seal(request, in, local::write);
        local.commit();
      }
      session.output().say("files.sealed", file, target, sealed.length());
      results
          .addObject()
          .put("file", file)
          .put("sealed", target.toString())
          .put("id", sealed.id().toString())
          .put("size", sealed.size())
          .put("length", sealed.length());
    }
  }

  private Metadata metadata(Kid kid, Optional<SourceFile> source) throws Exception {
    String own =
        source
            .map(file -> file.path().toAbsolutePath().normalize().getFileName().toString())
            .orElse(UNNAMED);
    Metadata metadata = Metadata.of(NameRules.check(name == null ? own : name), kid);
    if (source.isPresent()) {
      metadata =
          metadata.withSizeAndTime(
              OptionalLong.of(source.get().size()), Optional.of(source.get().modified()));
      String type = Files.probeContentType(source.get().path());
      metadata = type == null ? metadata : metadata.withType(type);
    }
    return keepUntil == null ? metadata : metadata.withKeepUntil(keepUntil);
  }
}
