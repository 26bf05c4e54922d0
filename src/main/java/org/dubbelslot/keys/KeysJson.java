package org.dubbelslot.keys;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.format.OrganisationAlgorithm;
import org.dubbelslot.format.OrganisationPublicKey;

/** Key versions as JSON: {@code keys/<kid>.json} and {@code teams/<team>/<kid>.json}. */
final class KeysJson {
  private KeysJson() {}

  static byte[] write(OrganisationKeyVersion version) {
    ObjectNode object =
        JsonBytes.object("organisation-key")
            .put("kid", version.kid().text())
            .put("alg", version.key().alg().jose())
            .put("public", JsonBytes.text(version.key().encoded()))
            .put("line", version.line().name().toLowerCase(Locale.ROOT));
    writeHistory(object, version.history());
    ObjectNode custody =
        object
            .putObject("custody")
            .put("kind", version.custody().kind().name().toLowerCase(Locale.ROOT));
    version.custody().url().ifPresent(url -> custody.put("url", url.toString()));
    return JsonBytes.bytes(object);
  }

  static OrganisationKeyVersion readOrganisationKey(String where, byte[] bytes)
      throws DirectoryException.Malformed {
    Fields fields = Fields.of(where, bytes, "organisation-key");
    Kid kid = fields.kid("kid");
    OrganisationAlgorithm alg =
        OrganisationAlgorithm.of(fields.text("alg")).orElseThrow(() -> fields.malformed("alg"));
    byte[] encoded = fields.bytes("public");
    OrganisationPublicKey key = fields.build(() -> new OrganisationPublicKey(kid, alg, encoded));
    Line line = fields.choice("line", Line.class);
    History history = readHistory(fields);
    Fields custody = fields.object("custody");
    KeyCustody.Kind kind = custody.choice("kind", KeyCustody.Kind.class);
    Optional<String> url = custody.optionalText("url");
    return fields.build(
        () ->
            new OrganisationKeyVersion(
                key, line, history, new KeyCustody(kind, url.map(URI::create))));
  }

  static byte[] write(TeamKeyVersion version) {
    ObjectNode object =
        JsonBytes.object("team-key")
            .put("team", version.team().text())
            .put("kid", version.kid().text());
    writeHistory(object, version.history());
    return JsonBytes.bytes(object);
  }

  static TeamKeyVersion readTeamKey(String where, byte[] bytes)
      throws DirectoryException.Malformed {
    Fields fields = Fields.of(where, bytes, "team-key");
    return new TeamKeyVersion(fields.kid("team"), fields.kid("kid"), readHistory(fields));
  }

  private static void writeHistory(ObjectNode object, History history) {
    object.put("state", history.state().text());
    ArrayNode array = object.putArray("history");
    for (StateChange change : history.changes()) {
      array
          .addObject()
          .put("state", change.state().text())
          .put("at", JsonBytes.text(change.at()))
          .put("by", change.by().text())
          .put("why", change.why());
    }
  }

  private static History readHistory(Fields fields) throws DirectoryException.Malformed {
    List<StateChange> changes = new ArrayList<>();
    for (Fields item : fields.objects("history")) {
      KeyState state = state(item);
      var at = item.instant("at");
      Kid by = item.kid("by");
      String why = item.text("why");
      changes.add(item.build(() -> new StateChange(state, at, by, why)));
    }
    History history = fields.build(() -> new History(changes));
    if (history.state() != state(fields)) {
      throw fields.malformed("state");
    }
    return history;
  }

  private static KeyState state(Fields fields) throws DirectoryException.Malformed {
    return KeyState.of(fields.text("state")).orElseThrow(() -> fields.malformed("state"));
  }
}
