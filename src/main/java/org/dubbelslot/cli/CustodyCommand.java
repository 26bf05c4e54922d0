package org.dubbelslot.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.custody.CustodianDesk;
import org.dubbelslot.custody.CustodyException;
import org.dubbelslot.custody.Founding;
import org.dubbelslot.custody.KeyOperations;
import org.dubbelslot.custody.Outcome;
import org.dubbelslot.custody.RevisionOperations;
import org.dubbelslot.files.LocalFileException;
import org.dubbelslot.files.SourceFile;
import org.dubbelslot.format.OrganisationAlgorithm;
import org.dubbelslot.json.StrictJson;
import org.dubbelslot.keys.DirectoryPaths;
import org.dubbelslot.policy.PolicyReader;
import org.dubbelslot.words.Exit;
import org.dubbelslot.words.FailureCode;
import org.dubbelslot.workplace.RememberedPassphrase;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a custodian does. */
@Command(
    name = "custody",
    subcommands = {
      CustodyCommand.Init.class,
      CustodyStatusCommand.class,
      CustodyTeamCommand.class,
      CustodyMemberCommand.class,
      CustodyCommand.Rotate.class,
      CustodyCommand.Policy.class,
      CustodyCommand.Publish.class,
      CustodyCommand.Sign.class
    })
final class CustodyCommand {

  /** Founds an organisation that one person can use at once. */
  @Command(name = "init")
  static final class Init implements Action {
    @Option(names = "--organisation", paramLabel = "NAME", required = true)
    String organisation;

    @Option(names = "--name", paramLabel = "NAME", required = true)
    String person;

    @Option(names = "--directory", paramLabel = "DIR", required = true)
    Path directory;

    @Option(names = "--team", paramLabel = "NAME")
    String team;

    @Option(names = "--rsa", paramLabel = "BITS")
    Integer rsaBits;

    @Option(names = "--expires", paramLabel = "YYYY-MM-DD")
    LocalDate expires;

    @Option(names = "--example")
    boolean example;

    @Override
    public int run(Session session) throws Exception {
      Path home = session.services().home().create().folder();
      RememberedPassphrase source = Organisation.chosen(session);
      Founding founding = new Founding(session.services().tools(source));
      Founding.Founded founded =
          founding.found(
              plan(session.services().clock().instant()), Founding.Places.in(home, directory));
      if (session.output().isJson()) {
        session.output().json(json(founded));
        return Exit.DONE;
      }
      Output output = session.output();
      output.say("init.done", organisation, directory);
      output.say("init.pin", founded.pin().text());
      output.say("init.keep", home);
      output.line("");
      Organisation.show(session, founded.notices());
      return Exit.DONE;
    }

    private Founding.Plan plan(Instant now) throws CommandException {
      if (rsaBits != null && (rsaBits < 3072 || rsaBits > 16_384 || rsaBits % 1024 != 0)) {
        throw new CommandException(
            FailureCode.BAD_VALUE, "--rsa", rsaBits.toString(), "dubbelslot custody init");
      }
      return new Founding.Plan(
          organisation,
          person,
          Optional.ofNullable(team),
          algorithm(rsaBits),
          rsaBits == null ? 0 : rsaBits,
          example,
          expires == null
              ? now.plus(Founding.TERM)
              : expires.atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    private ObjectNode json(Founding.Founded founded) {
      ObjectNode json =
          JsonNodeFactory.instance
              .objectNode()
              .put("organisation", founded.pin().organisation().text())
              .put("name", organisation)
              .put("pin", founded.pin().text())
              .put("directory", directory.toString())
              .put("member", founded.member().text())
              .put("team", founded.team().map(Kid::text).orElse(null))
              .put("revision", founded.directory().revision())
              .put("expires", founded.directory().organisation().expires().toString());
      json.set("notices", Organisation.json(founded.notices()));
      return json;
    }
  }

  private static OrganisationAlgorithm algorithm(Integer rsaBits) {
    return rsaBits == null ? OrganisationAlgorithm.HPKE_X_WING : OrganisationAlgorithm.RSA_OAEP_256;
  }

  /** Makes a new version of the organisation's key, or of a team's. */
  @Command(name = "rotate")
  static final class Rotate implements Action {
    @Option(names = "--team", paramLabel = "TEAM", descriptionKey = "custody.rotate.team")
    String team;

    @Option(names = "--rsa", paramLabel = "BITS", descriptionKey = "custody.rotate.rsa")
    Integer rsaBits;

    @Override
    public int run(Session session) throws Exception {
      if (rsaBits != null && (rsaBits < 3072 || rsaBits > 16_384 || rsaBits % 1024 != 0)) {
        throw new CommandException(
            FailureCode.BAD_VALUE, "--rsa", rsaBits.toString(), "dubbelslot custody rotate");
      }
      CustodianDesk desk = Organisation.desk(session);
      if (team != null) {
        return rotateTeam(session, desk, desk.teams().find(team));
      }
      if (!session.confirm("rotate.confirm")) {
        return Exit.DONE;
      }
      KeyOperations.Rotated rotated =
          desk.keys().rotate(algorithm(rsaBits), rsaBits == null ? 0 : rsaBits);
      session.output().say("rotate.done", rotated.kid());
      Organisation.show(
          session,
          rotated.outcome(),
          JsonNodeFactory.instance.objectNode().put("key", rotated.kid().text()));
      return Exit.DONE;
    }

    private int rotateTeam(Session session, CustodianDesk desk, Kid id) throws Exception {
      if (!session.confirm("rotate.confirm-team", team)) {
        return Exit.DONE;
      }
      Optional<Outcome> outcome = desk.teams().rotateByOwnSteward(id);
      if (outcome.isEmpty()) {
        throw new CommandException(FailureCode.STEWARD_MUST_ROTATE, team);
      }
      Organisation.show(session, outcome.get());
      return Exit.DONE;
    }
  }

  /** Replaces the organisation's policy. */
  @Command(name = "policy")
  static final class Policy implements Action {
    @Parameters(paramLabel = "FILE", descriptionKey = "argument.policy")
    Path file;

    @Override
    public int run(Session session) throws Exception {
      byte[] json = StrictJson.ofEditor(read(file));
      new PolicyReader().organisation(json).effective();
      CustodianDesk desk = Organisation.desk(session);
      Organisation.show(session, desk.revisions().policy(json));
      return Exit.DONE;
    }
  }

  /** Publishes what waits, or the same once more with a new term. */
  @Command(name = "publish")
  static final class Publish implements Action {
    @Override
    public int run(Session session) throws Exception {
      CustodianDesk desk = Organisation.desk(session);
      RevisionOperations revisions = desk.revisions();
      Outcome outcome = revisions.waiting().isPresent() ? revisions.publish() : revisions.renew();
      int granted = outcome instanceof Outcome.Published ? desk.grantMissing() : 0;
      Organisation.show(
          session, outcome, JsonNodeFactory.instance.objectNode().put("granted", granted));
      if (granted > 0) {
        session.output().say("publish.granted", granted);
      }
      return Exit.DONE;
    }
  }

  /** Signs what another custodian prepared. */
  @Command(name = "sign")
  static final class Sign implements Action {
    @Parameters(paramLabel = "DIR", descriptionKey = "argument.prepared")
    Path folder;

    @Override
    public int run(Session session) throws Exception {
      if (!Files.isDirectory(folder)) {
        throw new LocalFileException.NoFolder(folder);
      }
      CustodianDesk desk = Organisation.desk(session);
      String awaited = DirectoryPaths.organisation(desk.directory().revision() + 1);
      if (!Files.exists(folder.resolve(awaited))) {
        throw new CustodyException.NothingPrepared();
      }
      RevisionOperations.Waiting waiting = desk.revisions().look(folder);
      session.output().say("sign.changes", waiting.number());
      waiting.changes().forEach(change -> session.output().say("sign.change", change));
      if (!session.confirm("sign.confirm", waiting.number())) {
        return Exit.DONE;
      }
      Organisation.show(session, desk.revisions().sign(waiting));
      return Exit.DONE;
    }
  }

  /** A small file in its exact bytes. */
  static byte[] read(Path file) throws LocalFileException {
    try (InputStream in = SourceFile.of(file).open()) {
      return in.readNBytes(1 << 20);
    } catch (IOException e) {
      throw LocalFileException.whileReading(file, e);
    }
  }
}
