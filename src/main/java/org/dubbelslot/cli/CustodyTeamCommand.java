package org.dubbelslot.cli;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.custody.CustodianDesk;
import org.dubbelslot.custody.CustodyException;
import org.dubbelslot.custody.TeamOperations;
import org.dubbelslot.keys.Device;
import org.dubbelslot.keys.DeviceKeys;
import org.dubbelslot.keys.KeyDirectory;
import org.dubbelslot.keys.Member;
import org.dubbelslot.keys.TeamProposal;
import org.dubbelslot.words.Exit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Teams, as the custodian sees them. */
@Command(
    name = "team",
    subcommands = {
      CustodyTeamCommand.Add.class,
      CustodyTeamCommand.Remove.class,
      CustodyTeamCommand.ListTeams.class,
      CustodyTeamCommand.Accept.class
    })
final class CustodyTeamCommand {

  /** Makes a team. */
  @Command(name = "add")
  static final class Add implements Action {
    @Parameters(paramLabel = "NAME", descriptionKey = "argument.team-name")
    String name;

    @Option(names = "--steward", paramLabel = "MEMBER")
    List<String> stewards = List.of();

    @Override
    public int run(Session session) throws Exception {
      CustodianDesk desk = Organisation.desk(session);
      List<Kid> chosen =
          stewards.isEmpty()
              ? List.of(self(session, desk.directory()))
              : Organisation.all(stewards, desk.members()::find);
      TeamOperations.Added added = desk.teams().add(name, chosen);
      session.output().say("team.added", name, added.team());
      Organisation.show(
          session,
          added.outcome(),
          JsonNodeFactory.instance.objectNode().put("team", added.team().text()));
      return Exit.DONE;
    }

    /** The member whose device's keys lie in the custodian's own home. */
    private static Kid self(Session session, KeyDirectory directory) throws Exception {
      DeviceKeys keys = new DeviceKeys(Organisation.home(session));
      if (!keys.exist()) {
        throw new CustodyException.UnknownMember();
      }
      return directory
          .memberOf(keys.kid())
          .map(Member::id)
          .orElseThrow(CustodyException.UnknownMember::new);
    }
  }

  /** Dissolves a team. */
  @Command(name = "remove")
  static final class Remove implements Action {
    @Parameters(paramLabel = "TEAM", descriptionKey = "argument.team")
    String team;

    @Override
    public int run(Session session) throws Exception {
      CustodianDesk desk = Organisation.desk(session);
      Kid id = desk.teams().find(team);
      if (session.confirm("team.remove-confirm", team)) {
        Organisation.show(session, desk.teams().remove(id));
      }
      return Exit.DONE;
    }
  }

  /** Lists the teams. */
  @Command(name = "list")
  static final class ListTeams implements Action {
    @Override
    public int run(Session session) throws Exception {
      CustodianDesk desk = Organisation.desk(session);
      session
          .output()
          .table(
              List.of("team", "name", "members", "stewards", "key"),
              desk.teams().list(),
              team ->
                  Arrays.asList(
                      TextNode.valueOf(team.id().text()),
                      desk.names().team(team.id()).map(TextNode::valueOf).orElse(null),
                      IntNode.valueOf(team.members().size()),
                      IntNode.valueOf(team.stewards().size()),
                      team.active().map(kid -> TextNode.valueOf(kid.text())).orElse(null)));
      return Exit.DONE;
    }
  }

  /** Publishes what a steward proposed. */
  @Command(name = "accept")
  static final class Accept implements Action {
    @Parameters(paramLabel = "FILE", descriptionKey = "argument.proposal")
    Path file;

    @Override
    public int run(Session session) throws Exception {
      TeamProposal proposal = TeamProposal.parse(CustodyCommand.read(file));
      CustodianDesk desk = Organisation.desk(session);
      String team =
          Organisation.shown(
              desk.names().team(proposal.content().team()), proposal.content().team());
      String steward =
          signer(desk.directory(), proposal)
              .map(member -> Organisation.shown(desk.names().member(member), member))
              .findFirst()
              .orElseThrow(CustodyException.BadProposal::new);
      if (session.confirm("team.accept-confirm", steward, team)) {
        Organisation.show(session, desk.teams().accept(proposal));
      }
      return Exit.DONE;
    }

    private static Stream<Kid> signer(KeyDirectory directory, TeamProposal proposal) {
      return directory.members().stream()
          .filter(
              member -> {
                List<Device> devices = member.activeDevices().toList();
                return devices.stream().anyMatch(proposal::isSignedBy);
              })
          .map(Member::id);
    }
  }
}
