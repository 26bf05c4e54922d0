package org.dubbelslot.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.custody.CustodianDesk;
import org.dubbelslot.custody.MemberOperations;
import org.dubbelslot.keys.EnrolmentRequest;
import org.dubbelslot.keys.Member;
import org.dubbelslot.keys.Team;
import org.dubbelslot.words.Exit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Members and their devices, as the custodian sees them. */
@Command(
    name = "member",
    subcommands = {
      CustodyMemberCommand.Approve.class,
      CustodyMemberCommand.Suspend.class,
      CustodyMemberCommand.Resume.class,
      CustodyMemberCommand.Remove.class,
      CustodyMemberCommand.Join.class,
      CustodyMemberCommand.Leave.class,
      CustodyMemberCommand.ListMembers.class
    })
final class CustodyMemberCommand {

  /** Admits a device. */
  @Command(name = "approve")
  static final class Approve implements Action {
    @Parameters(paramLabel = "FILE", descriptionKey = "argument.request")
    Path file;

    @Option(names = "--team", paramLabel = "TEAM", descriptionKey = "custody.member.team")
    List<String> teams = List.of();

    @Option(names = "--steward", descriptionKey = "custody.member.steward")
    boolean steward;

    @Option(names = "--as", paramLabel = "MEMBER")
    String existing;

    @Override
    public int run(Session session) {
      return session.each(List.of(file), Path::toString, one -> approve(session));
    }

    private void approve(Session session) throws Exception {
      EnrolmentRequest request = EnrolmentRequest.parse(CustodyCommand.read(file));
      CustodianDesk desk = Organisation.desk(session);
      request.requirePin(desk.directory().pin());
      List<Kid> chosen = Organisation.all(teams, desk.teams()::find);
      Optional<Kid> member =
          existing == null ? Optional.empty() : Optional.of(desk.members().find(existing));
      session.output().say("approve.who", request.name(), request.comparisonCode());
      session.output().say("approve.how");
      if (!session.confirm("approve.confirm", request.name())) {
        return;
      }
      MemberOperations.Approved approved = desk.members().approve(request, member, chosen, steward);
      session.output().say("approve.done", request.name(), approved.member());
      Organisation.show(
          session,
          approved.outcome(),
          JsonNodeFactory.instance.objectNode().put("member", approved.member().text()));
    }
  }

  /** Stops a member with all devices. */
  @Command(name = "suspend")
  static final class Suspend implements Action {
    @Parameters(paramLabel = "MEMBER", descriptionKey = "argument.member")
    String member;

    @Override
    public int run(Session session) throws Exception {
      CustodianDesk desk = Organisation.desk(session);
      Kid id = desk.members().find(member);
      if (session.confirm("member.suspend-confirm", member)) {
        Organisation.show(session, desk.members().suspend(id, "suspended"));
        session.output().say("member.key-folder");
      }
      return Exit.DONE;
    }
  }

  /** Lifts a suspension. */
  @Command(name = "resume")
  static final class Resume implements Action {
    @Parameters(paramLabel = "MEMBER", descriptionKey = "argument.member")
    String member;

    @Override
    public int run(Session session) throws Exception {
      CustodianDesk desk = Organisation.desk(session);
      Kid id = desk.members().find(member);
      if (session.confirm("member.resume-confirm", member)) {
        Organisation.show(session, desk.members().resume(id));
      }
      return Exit.DONE;
    }
  }

  /** Removes a member who leaves. */
  @Command(name = "remove")
  static final class Remove implements Action {
    @Parameters(paramLabel = "MEMBER", descriptionKey = "argument.member")
    String member;

    @Override
    public int run(Session session) throws Exception {
      CustodianDesk desk = Organisation.desk(session);
      Kid id = desk.members().find(member);
      if (session.confirm("member.remove-confirm", member)) {
        Organisation.show(session, desk.members().remove(id));
        session.output().say("member.key-folder");
      }
      return Exit.DONE;
    }
  }

  /** Admits a member to a team. */
  @Command(name = "join")
  static final class Join implements Action {
    @Parameters(index = "0", paramLabel = "MEMBER", descriptionKey = "argument.member")
    String member;

    @Parameters(index = "1", paramLabel = "TEAM", descriptionKey = "argument.team")
    String team;

    @Option(names = "--steward", descriptionKey = "custody.member.steward")
    boolean steward;

    @Override
    public int run(Session session) throws Exception {
      CustodianDesk desk = Organisation.desk(session);
      Kid who = desk.members().find(member);
      Organisation.show(session, desk.members().join(who, desk.teams().find(team), steward));
      return Exit.DONE;
    }
  }

  /** Takes a member out of a team. */
  @Command(name = "leave")
  static final class Leave implements Action {
    @Parameters(index = "0", paramLabel = "MEMBER", descriptionKey = "argument.member")
    String member;

    @Parameters(index = "1", paramLabel = "TEAM", descriptionKey = "argument.team")
    String team;

    @Override
    public int run(Session session) throws Exception {
      CustodianDesk desk = Organisation.desk(session);
      Kid who = desk.members().find(member);
      Organisation.show(session, desk.members().leave(who, desk.teams().find(team)));
      session.output().say("member.left", team);
      return Exit.DONE;
    }
  }

  /** Lists the members who have not left. */
  @Command(name = "list")
  static final class ListMembers implements Action {
    @Override
    public int run(Session session) throws Exception {
      CustodianDesk desk = Organisation.desk(session);
      boolean json = session.output().isJson();
      session
          .output()
          .table(
              List.of("member", "name", "state", "devices", "teams"),
              desk.members().list(),
              member ->
                  Arrays.asList(
                      TextNode.valueOf(member.id().text()),
                      desk.names().member(member.id()).map(TextNode::valueOf).orElse(null),
                      TextNode.valueOf(
                          json
                              ? Organisation.word(member.state())
                              : session
                                  .words()
                                  .text("member-state." + Organisation.word(member.state()))),
                      IntNode.valueOf((int) member.activeDevices().count()),
                      json ? teamIds(desk, member) : TextNode.valueOf(teamNames(desk, member))));
      return Exit.DONE;
    }

    private static ArrayNode teamIds(CustodianDesk desk, Member member) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      desk.directory().teamsOf(member.id()).forEach(team -> array.add(team.id().text()));
      return array;
    }

    private static String teamNames(CustodianDesk desk, Member member) {
      return desk.directory().teamsOf(member.id()).stream()
          .filter(team -> !team.removed())
          .map(Team::id)
          .map(id -> Organisation.shown(desk.names().team(id), id))
          .sorted()
          .collect(Collectors.joining(", "));
    }
  }
}
