package org.dubbelslot.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.custody.CustodianHome;
import org.dubbelslot.custody.Joined;
import org.dubbelslot.custody.Membership;
import org.dubbelslot.custody.Overrides;
import org.dubbelslot.custody.Steward;
import org.dubbelslot.custody.Tools;
import org.dubbelslot.files.AtomicFile;
import org.dubbelslot.files.KilledRuns;
import org.dubbelslot.keys.Team;
import org.dubbelslot.keys.TeamProposal;
import org.dubbelslot.words.Exit;
import org.dubbelslot.words.FailureCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a steward does. */
@Command(
    name = "team",
    subcommands = {TeamCommand.Grant.class, TeamCommand.Rotate.class, TeamCommand.Status.class})
final class TeamCommand {

  /** A steward at work: the membership, and what is done with it. */
  private record AtWork(Membership membership, Steward steward) {
    static AtWork of(Session session) throws Exception {
      Tools tools = Organisation.tools(session);
      Membership membership =
          session.hold(Membership.open(Organisation.home(session), tools, Overrides.none()));
      return new AtWork(
          membership, new Steward(membership, Organisation.publisher(session), tools));
    }
  }

  /** Grants the team's key to the devices that lack it. */
  @Command(name = "grant")
  static final class Grant implements Action {
    @Parameters(arity = "0..*", paramLabel = "TEAM", descriptionKey = "argument.teams")
    List<String> teams = List.of();

    @Override
    public int run(Session session) throws Exception {
      AtWork atWork = AtWork.of(session);
      List<Kid> chosen =
          teams.isEmpty()
              ? atWork.steward().teams().stream().map(Team::id).toList()
              : Organisation.all(teams, atWork.membership()::team);
      List<Steward.Granted> granted = new ArrayList<>();
      for (Kid team : chosen) {
        granted.addAll(atWork.steward().grantMissing(team));
      }
      if (!session.output().isJson() && granted.isEmpty()) {
        session.output().say("grant.none");
        return Exit.DONE;
      }
      session
          .output()
          .table(
              List.of("member", "name", "device", "key"),
              granted,
              one ->
                  Arrays.asList(
                      TextNode.valueOf(one.member().text()),
                      atWork
                          .membership()
                          .names()
                          .member(one.member())
                          .map(TextNode::valueOf)
                          .orElse(null),
                      TextNode.valueOf(one.device().text()),
                      TextNode.valueOf(one.kid().text())));
      return Exit.DONE;
    }
  }

  /** Makes a new version of the team's key. */
  @Command(name = "rotate")
  static final class Rotate implements Action {
    @Parameters(paramLabel = "TEAM", descriptionKey = "argument.team")
    String team;

    @Option(
        names = {"-o", "--output"},
        paramLabel = "FILE",
        descriptionKey = "team.rotate.output")
    Path output;

    @Override
    public int run(Session session) throws Exception {
      if (new CustodianHome(Organisation.home(session)).exists()) {
        return rotateAsCustodian(session);
      }
      if (output == null) {
        throw new CommandException(
            FailureCode.MISSING_ARGUMENT, "--output", "dubbelslot team rotate");
      }
      AtWork atWork = AtWork.of(session);
      Kid id = atWork.membership().team(team);
      if (!session.confirm("rotate.confirm-team", team)) {
        return Exit.DONE;
      }
      new KilledRuns().sweep(output);
      try (AtomicFile file = session.hold(AtomicFile.create(output, false))) {
        TeamProposal proposal = atWork.steward().rotate(id, atWork.membership().names());
        file.output().write(proposal.bytes());
        file.commit();
      }
      if (session.output().isJson()) {
        session
            .output()
            .json(
                JsonNodeFactory.instance
                    .objectNode()
                    .put("team", id.text())
                    .put("proposal", output.toString()));
      }
      session.output().say("rotate.proposed", output);
      return Exit.DONE;
    }

    /** Steward and custodian in one person: nothing has to be handed over. */
    private int rotateAsCustodian(Session session) throws Exception {
      CustodyCommand.Rotate rotate = new CustodyCommand.Rotate();
      rotate.team = team;
      return rotate.run(session);
    }
  }

  /** The member's teams, and who waits for a grant. */
  @Command(name = "status")
  static final class Status implements Action {
    @Override
    public int run(Session session) throws Exception {
      Tools tools = Organisation.tools(session);
      Membership membership =
          session.hold(Membership.open(Organisation.home(session), tools, Overrides.none()));
      Map<Kid, Integer> waiting = waiting(session, membership, tools);
      session
          .output()
          .table(
              List.of("team", "name", "members", "steward", "key", "waiting"),
              membership.teams(),
              team ->
                  Arrays.asList(
                      TextNode.valueOf(team.id().text()),
                      membership.names().team(team.id()).map(TextNode::valueOf).orElse(null),
                      IntNode.valueOf(team.members().size()),
                      steward(session, membership, team),
                      team.active().map(kid -> TextNode.valueOf(kid.text())).orElse(null),
                      Optional.ofNullable(waiting.get(team.id()))
                          .map(IntNode::valueOf)
                          .orElse(null)));
      if (!membership.directory().organisation().hasRecovery()) {
        session.output().say("notice.no-recovery");
      }
      return Exit.DONE;
    }

    private static JsonNode steward(Session session, Membership membership, Team team) {
      boolean steward = team.stewards().contains(membership.member().id());
      return session.output().isJson()
          ? BooleanNode.valueOf(steward)
          : TextNode.valueOf(session.words().text(steward ? "answer.yes" : "answer.no"));
    }

    /**
     * How many devices lack a grant; only a steward who reaches the directory's folder can tell.
     */
    private static Map<Kid, Integer> waiting(Session session, Membership membership, Tools tools)
        throws Exception {
      Map<Kid, Integer> waiting = new HashMap<>();
      Optional<Joined> joined = Joined.in(Organisation.home(session));
      if (joined.isPresent() && !joined.get().directory().isWeb()) {
        Steward steward = new Steward(membership, Organisation.publisher(session), tools);
        for (Team team : steward.teams()) {
          long devices =
              steward.lacking(team.id()).stream().map(Steward.Granted::device).distinct().count();
          waiting.put(team.id(), (int) devices);
        }
      }
      return waiting;
    }
  }
}
