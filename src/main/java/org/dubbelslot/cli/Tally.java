package org.dubbelslot.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.TreeSet;
import org.dubbelslot.words.Exit;
import org.dubbelslot.words.Failure;

/** Tells what failed of several items, one line each, and what exit status comes of all of them. */
final class Tally {
  private final Session session;
  private final ArrayNode results;
  private final int items;
  private final TreeSet<Integer> statuses = new TreeSet<>();
  private boolean someDone;
  private int number;

  /**
   * Of so many items.
   *
   * @param results of the command as JSON; gets {@code {"file", "code"}} for each that fails
   */
  Tally(Session session, ArrayNode results, int items) {
    this.session = session;
    this.results = results;
    this.items = items;
  }

  /** The next item was done. */
  void done() {
    number++;
    someDone = true;
  }

  /** The next item was stopped by the person, who need not be told. */
  void stopped() {
    number++;
    statuses.add(Exit.INTERRUPTED);
  }

  /** The next item was not done; the result is what stands of it among the results. */
  ObjectNode failed(String name, Exception why) {
    number++;
    Failure failure = told(name, why);
    statuses.add(failure.code().exit());
    return results.addObject().put("file", name).put("code", failure.code().code());
  }

  /** The line on standard error names no file; which of several it was, the results tell. */
  private Failure told(String name, Exception why) {
    if (items == 1) {
      return session.report(why, Optional.empty());
    }
    session.output().say("failure.which", number, items, name);
    return session.report(why, Optional.of(session.words().text("failure.item", number, items)));
  }

  /** The status for all of them. */
  int status() {
    if (statuses.isEmpty()) {
      return Exit.DONE;
    }
    return someDone || statuses.size() > 1 ? Exit.SOME : statuses.first();
  }
}
