package org.dubbelslot.cli;

import java.util.List;
import java.util.Optional;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.keys.Team;
import org.dubbelslot.transfer.PlacePath;
import org.dubbelslot.words.FailureCode;
import org.dubbelslot.workplace.Workplace;

/** What arguments of several commands mean. */
final class Arguments {
  private Arguments() {}

  /**
   * Reads {@code PLACE:/PATH}.
   *
   * @throws CommandException when it has not that form
   */
  static PlacePath path(String text) throws CommandException {
    return PlacePath.parse(text)
        .orElseThrow(() -> new CommandException(FailureCode.PLACE_PATH_MALFORMED));
  }

  /**
   * The team of that name or identifier, or the only one there is.
   *
   * @throws CommandException when none was named and there is not exactly one
   */
  static Kid team(Workplace workplace, Optional<String> nameOrId) throws Exception {
    if (nameOrId.isPresent()) {
      return workplace.membership().team(nameOrId.get());
    }
    List<Team> teams = workplace.teams();
    if (teams.size() == 1) {
      return teams.getFirst().id();
    }
    throw new CommandException(FailureCode.TEAM_NOT_NAMED);
  }
}
