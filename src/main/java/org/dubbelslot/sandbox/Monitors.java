package org.dubbelslot.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * How copies ended. The work is done before the answer names the monitor; the monitor says so after
 * as many questions as the settings want. Its URL holds the outcome, so it works after a restart.
 */
final class Monitors {
  private static final String DONE = "done ";
  private static final String FAILED = "failed ";

  private final Links links;
  private final Supplier<Settings> settings;
  private final Map<String, Integer> asked = new ConcurrentHashMap<>();

  Monitors(Links links, Supplier<Settings> settings) {
    this.links = links;
    this.settings = settings;
  }

  String done(Item copy) {
    return links.monitorUrl(Ids.opaque(DONE + copy.id()));
  }

  String failed(GraphException why) {
    return links.monitorUrl(
        Ids.opaque(FAILED + Ids.secret() + " " + why.code() + " " + why.getMessage()));
  }

  /** What the monitor says. */
  Answer answer(String id, String secret) throws GraphException {
    if (!links.opensMonitor(id, secret)) {
      throw GraphException.notFound();
    }
    ObjectNode node = Json.object().put("operation", "itemCopy");
    if (asked.merge(id, 1, Integer::sum) <= settings.get().monitorPolls()) {
      return Answer.json(202, node.put("percentageComplete", 50.0).put("status", "inProgress"));
    }
    String outcome = Ids.text(id);
    if (outcome.startsWith(DONE)) {
      node.put("percentageComplete", 100.0)
          .put("resourceId", outcome.substring(DONE.length()))
          .put("status", "completed");
      return Answer.json(200, node);
    }
    String[] words = outcome.split(" ", 4);
    node.put("percentageComplete", 0.0).put("status", "failed");
    node.putObject("error").put("code", words[2]).put("message", words[3]);
    return Answer.json(200, node);
  }
}
