package org.dubbelslot.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.crypto.SecretBytes;
import org.dubbelslot.custody.CustodianDesk;
import org.dubbelslot.custody.CustodianHome;
import org.dubbelslot.custody.CustodyException;
import org.dubbelslot.custody.Joined;
import org.dubbelslot.custody.Notice;
import org.dubbelslot.custody.Outcome;
import org.dubbelslot.custody.Tools;
import org.dubbelslot.keys.DirectoryPublisher;
import org.dubbelslot.keys.KeyStoreException;
import org.dubbelslot.keys.PassphraseSource;
import org.dubbelslot.workplace.RememberedPassphrase;

/** What custodian's, steward's and enrolment commands have in common. */
final class Organisation {
  private Organisation() {}

  /** The person's folder. */
  static Path home(Session session) {
    return session.services().home().folder();
  }

  /** What the room of custody is handed, with the passphrase that opens the keys there are. */
  static Tools tools(Session session) {
    return session.services().tools(existing(session));
  }

  /** With the passphrase that opens the keys which are there. */
  static RememberedPassphrase existing(Session session) {
    return session.hold(
        new RememberedPassphrase(asking(() -> session.passphrases().existing("passphrase.keys"))));
  }

  /** With a passphrase that is chosen now. */
  static RememberedPassphrase chosen(Session session) {
    return session.hold(
        new RememberedPassphrase(asking(() -> session.passphrases().chosen("passphrase.chosen"))));
  }

  /** How a command asks. */
  @FunctionalInterface
  private interface Asking {
    SecretBytes ask() throws CommandException;
  }

  private static PassphraseSource asking(Asking asking) {
    return () -> {
      try {
        return asking.ask();
      } catch (CommandException e) {
        throw new KeyStoreException.PassphraseNeeded(e);
      }
    };
  }

  /** The custodian at work; closed with the session. */
  static CustodianDesk desk(Session session) throws Exception {
    Path home = home(session);
    if (Joined.in(home).isPresent() && !new CustodianHome(home).exists()) {
      throw new CustodyException.NotACustodian();
    }
    return session.hold(CustodianDesk.open(home, tools(session)));
  }

  /** The folder in which this home's directory is published. */
  static DirectoryPublisher publisher(Session session) throws Exception {
    Joined joined = Joined.in(home(session)).orElseThrow(CustodyException.NotJoined::new);
    Path folder =
        joined.directory().folder(home(session)).orElseThrow(CustodyException.NotAFolder::new);
    return new DirectoryPublisher(folder);
  }

  /** Prints what became of a change, as a sentence or as this command's JSON document. */
  static void show(Session session, Outcome outcome) {
    show(session, outcome, JsonNodeFactory.instance.objectNode());
  }

  /** As above, with more members in the document. */
  static void show(Session session, Outcome outcome, ObjectNode json) {
    switch (outcome) {
      case Outcome.Published published -> {
        session.output().say("outcome.published", published.directory().revision());
        json.put("outcome", "published").put("revision", published.directory().revision());
      }
      case Outcome.Prepared prepared -> {
        session
            .output()
            .say(
                "outcome.prepared",
                prepared.revision(),
                prepared.signatures(),
                prepared.quorum(),
                prepared.folder());
        json.put("outcome", "prepared")
            .put("revision", prepared.revision())
            .put("signatures", prepared.signatures())
            .put("quorum", prepared.quorum())
            .put("folder", prepared.folder().toString());
      }
    }
    if (session.output().isJson()) {
      session.output().json(json);
    }
  }

  /** Prints what a custodian should know, one sentence a line. */
  static void show(Session session, Collection<Notice> notices) {
    for (Notice notice : notices) {
      session.output().say("notice." + word(notice));
    }
  }

  /** As members of a JSON document. */
  static ArrayNode json(Collection<Notice> notices) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    notices.forEach(notice -> array.add(word(notice)));
    return array;
  }

  /** A constant's name as it stands in JSON and in the keys of sentences. */
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** A name if it is known, otherwise the identifier. */
  static String shown(Optional<String> name, Kid id) {
    return name.orElseGet(id::text);
  }

  /** Identifiers for what a person typed. */
  static List<Kid> all(List<String> typed, Finder finder) throws Exception {
    List<Kid> found = new ArrayList<>();
    for (String one : typed) {
      found.add(finder.find(one));
    }
    return found;
  }

  /** Finds a team or a member by what a person typed. */
  @FunctionalInterface
  interface Finder {
    Kid find(String nameOrId) throws Exception;
  }
}
