package org.dubbelslot.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.dubbelslot.custody.CustodianDesk;
import org.dubbelslot.custody.CustodyStatus;
import org.dubbelslot.keys.KeyState;
import org.dubbelslot.keys.OrganisationKeyVersion;
import org.dubbelslot.keys.TeamKeyVersion;
import org.dubbelslot.words.Exit;
import org.dubbelslot.words.Words;
import picocli.CommandLine.Command;

/** How the organisation stands: keys, teams, devices, and what needs attention. */
@Command(name = "status")
final class CustodyStatusCommand implements Action {
  @Override
  public int run(Session session) throws Exception {
    CustodianDesk desk = Organisation.desk(session);
    CustodyStatus status = desk.status();
    if (session.output().isJson()) {
      session.output().json(json(desk, status));
      return Exit.DONE;
    }
    Output output = session.output();
    Words words = session.words();
    output.say("status.organisation", desk.directory().organisation().name());
    output.say("status.revision", status.revision(), status.issued(), status.expires());
    output.say("status.custodians", status.custodians(), status.quorum());
    output.say("status.devices", status.devices().active(), status.devices().waiting());
    output.line("");
    output.table(
        List.of("key", "algorithm", "state"),
        status.organisationKeys(),
        version ->
            List.of(
                TextNode.valueOf(version.kid().text()),
                TextNode.valueOf(version.key().alg().jose()),
                TextNode.valueOf(words.text("state." + version.state().text()))));
    output.line("");
    output.table(
        List.of("team", "members", "stewards", "key"),
        status.teams(),
        team ->
            List.of(
                TextNode.valueOf(Organisation.shown(team.name(), team.team())),
                IntNode.valueOf(team.members()),
                IntNode.valueOf(team.stewards()),
                TextNode.valueOf(active(team).map(one -> one.kid().text()).orElse("–"))));
    output.line("");
    Organisation.show(session, status.notices());
    return Exit.DONE;
  }

  private static Optional<TeamKeyVersion> active(CustodyStatus.TeamStatus team) {
    return team.versions().stream()
        .filter(version -> version.state() == KeyState.ACTIVE)
        .findFirst();
  }

  private static ObjectNode json(CustodianDesk desk, CustodyStatus status) {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("organisation", desk.directory().organisation().id().text())
            .put("name", desk.directory().organisation().name())
            .put("pin", desk.directory().pin().text())
            .put("revision", status.revision())
            .put("issued", status.issued().toString())
            .put("expires", status.expires().toString())
            .put("custodians", status.custodians())
            .put("quorum", status.quorum())
            .put("devices", status.devices().active())
            .put("devicesWaiting", status.devices().waiting());
    ArrayNode keys = json.putArray("organisationKeys");
    for (OrganisationKeyVersion version : status.organisationKeys()) {
      keys.addObject()
          .put("key", version.kid().text())
          .put("algorithm", version.key().alg().jose())
          .put("line", Organisation.word(version.line()))
          .put("state", version.state().text());
    }
    ArrayNode teams = json.putArray("teams");
    for (CustodyStatus.TeamStatus team : status.teams()) {
      ObjectNode one =
          teams
              .addObject()
              .put("team", team.team().text())
              .put("name", team.name().orElse(null))
              .put("members", team.members())
              .put("stewards", team.stewards());
      ArrayNode versions = one.putArray("keys");
      team.versions().stream()
          .sorted(Comparator.comparing(TeamKeyVersion::kid))
          .forEach(
              version ->
                  versions
                      .addObject()
                      .put("key", version.kid().text())
                      .put("state", version.state().text()));
    }
    json.set("notices", Organisation.json(status.notices()));
    return json;
  }
}
