package org.dubbelslot.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Arrays;
import java.util.List;
import org.dubbelslot.policy.Decision;
import org.dubbelslot.policy.EffectivePolicy;
import org.dubbelslot.words.Exit;
import org.dubbelslot.words.Words;
import picocli.CommandLine.Command;

/** What organisation, administrator and person decided. */
@Command(name = "policy", subcommands = PolicyCommand.Show.class)
final class PolicyCommand {

  /** Every setting with its value and who decided it. */
  @Command(name = "show")
  static final class Show implements Action {
    @Override
    public int run(Session session) throws Exception {
      EffectivePolicy policy = session.services().effectivePolicy();
      if (session.output().isJson()) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        policy.decisions().forEach(decision -> array.add(json(decision)));
        session.output().json(array);
        return Exit.DONE;
      }
      Words words = session.words();
      session
          .output()
          .table(
              List.of("setting", "value", "source", "meaning"),
              policy.decisions(),
              decision ->
                  Arrays.asList(
                      TextNode.valueOf(decision.setting().name()),
                      decision.json().orElse(null),
                      TextNode.valueOf(words.text("source." + decision.source().text())),
                      TextNode.valueOf(words.text("setting." + decision.setting().name()))));
      for (Decision<?> decision : policy.decisions()) {
        for (Decision.Refusal<?> refusal : decision.refused()) {
          session
              .output()
              .say(
                  "policy.refused",
                  words.text("source." + refusal.source().text()),
                  decision.setting().name(),
                  words.text("source." + decision.source().text()));
        }
      }
      return Exit.DONE;
    }

    private static <T> ObjectNode json(Decision<T> decision) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      object.put("setting", decision.setting().name());
      object.set("value", decision.json().orElse(null));
      object.put("source", decision.source().text());
      ArrayNode refused = object.putArray("refused");
      for (Decision.Refusal<T> refusal : decision.refused()) {
        JsonNode asked = decision.setting().write(refusal.asked());
        refused.addObject().put("source", refusal.source().text()).set("asked", asked);
      }
      return object;
    }
  }
}
