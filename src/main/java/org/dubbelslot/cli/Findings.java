package org.dubbelslot.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dubbelslot.words.Failure;

/** What doctor's checks have found so far, in the person's words. */
final class Findings {
  private final Session session;
  private final List<Finding> found = new ArrayList<>();

  Findings(Session session) {
    this.session = session;
  }

  /** A check; whatever it throws is what it found. */
  @FunctionalInterface
  interface Check {
    void run() throws Exception;
  }

  /** Makes a check; one that fails keeps no other from being made. */
  void check(String name, Check check) {
    try {
      check.run();
    } catch (OutputClosedException e) {
      throw e;
    } catch (Exception e) {
      failing(name, e);
    }
  }

  void ok(String check, String key, Object... arguments) {
    add(Finding.ok(check, text(key, arguments)));
  }

  void attention(String check, String key, Object... arguments) {
    add(Finding.attention(check, text(key, arguments), text(key + ".remedy", arguments)));
  }

  void failing(String check, Exception thrown) {
    fail(check, session.failure(thrown, Optional.empty()));
  }

  void fail(String check, Failure failure) {
    add(Finding.failing(check, failure, session.words()));
  }

  String text(String key, Object... arguments) {
    return session.words().text(key, arguments);
  }

  void add(Finding finding) {
    found.add(finding);
  }

  /** All of them, in the order of the checks. */
  List<Finding> all() {
    return List.copyOf(found);
  }
}
