package org.dubbelslot.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dubbelslot.files.LocalFileException;
import org.dubbelslot.files.SourceFile;
import org.dubbelslot.sandbox.Sandbox;
import org.dubbelslot.sandbox.SandboxOptions;
import org.dubbelslot.words.Exit;
import org.dubbelslot.workplace.TryOrganisation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Shows the whole way of a file to a newcomer: an invented organisation, a OneDrive on this
 * computer, real files that go up on double lock and come back.
 */
@Command(name = "try")
final class TryCommand implements Action {
  @Option(names = "--keep", paramLabel = "DIR")
  Path keep;

  @Parameters(arity = "0..*", paramLabel = "FILE", descriptionKey = "argument.try-files")
  List<Path> files = List.of();

  @Override
  public int run(Session session) throws Exception {
    for (Path file : files) {
      SourceFile.of(file);
    }
    Path folder = keep == null ? Files.createTempDirectory("dubbelslot-try-") : emptyFolder(keep);
    TemporaryTree tree = session.hold(new TemporaryTree(folder, keep != null));
    Output output = session.output();
    output.say("try.begin", folder);
    output.flush();
    Path oneDrive = Files.createDirectory(folder.resolve("onedrive"));
    Sandbox sandbox = session.hold(Sandbox.start(SandboxOptions.at(oneDrive).withLog(line -> {})));
    Path token = Files.writeString(folder.resolve("token.txt"), sandbox.token());
    TryOrganisation organisation =
        TryOrganisation.make(session.services(), folder.resolve("organisation"));
    output.say("try.organisation", TryOrganisation.NAME);
    List<Path> samples =
        files.isEmpty() ? TrySamples.make(Files.createDirectory(folder.resolve("samples"))) : files;

    TryJourney journey = new TryJourney(session, organisation, sandbox.graph(), token);
    journey.upload(samples);
    List<TryJourney.Seen> seen = journey.look();
    TrySideBySide.print(session, seen);
    int verified = journey.downloadAndCompare(samples, folder.resolve("back"));
    output.say("try.came-back", verified);
    Path sealed = journey.fetchAsProvider(folder.resolve("as-the-provider-has-it.dslot"));
    int withoutOrganisation =
        refused(session, "try.no-organisation", organisation.withoutOrganisationKey(), sealed);
    int withoutTeam = refused(session, "try.no-team", organisation.withoutTeamKey(), sealed);
    if (output.isJson()) {
      output.json(json(seen, verified, withoutOrganisation, withoutTeam));
    }
    sandbox.close();
    tree.close();
    output.say(keep == null ? "try.cleaned" : "try.kept", folder);
    boolean asPromised =
        verified == samples.size() && withoutOrganisation == Exit.KEY && withoutTeam == Exit.KEY;
    return asPromised ? Exit.DONE : Exit.DAMAGED;
  }

  private static Path emptyFolder(Path folder) throws Exception {
    Files.createDirectories(folder);
    try (var present = Files.list(folder)) {
      Optional<Path> first = present.findFirst();
      if (first.isPresent()) {
        throw new LocalFileException.Exists(first.get());
      }
    }
    return folder.toAbsolutePath();
  }

  private static int refused(Session session, String key, Path home, Path sealed) {
    Session.Nested attempt =
        session.run("--home", home.toString(), "open", sealed.toString(), "-o", "-");
    session.output().say(key, attempt.exit(), attempt.err().strip());
    return attempt.exit();
  }

  private static ObjectNode json(
      List<TryJourney.Seen> seen, int verified, int withoutOrganisation, int withoutTeam) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    var array = root.putArray("files");
    for (TryJourney.Seen each : seen) {
      array
          .addObject()
          .put("name", each.name())
          .put("size", each.size())
          .put("nameAsProvider", each.providerName())
          .put("sizeAsProvider", each.providerSize());
    }
    return root.put("verified", verified)
        .put("exitWithoutOrganisationKey", withoutOrganisation)
        .put("exitWithoutTeamKey", withoutTeam);
  }
}
