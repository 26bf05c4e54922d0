package org.dubbelslot.desktop.locks;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.custody.Membership;
import org.dubbelslot.desktop.common.Desk;
import org.dubbelslot.desktop.common.Frame;
import org.dubbelslot.keys.KeyDirectory;
import org.dubbelslot.keys.TeamKeyVersion;
import org.dubbelslot.workplace.Notice;
import org.dubbelslot.workplace.Workplace;

/** How the organisation's and the team's lock stand, for the place in front. */
public final class LocksModel {
  private final Frame frame;
  private final ReadOnlyObjectWrapper<Locks> locks = new ReadOnlyObjectWrapper<>(Locks.CLOSED);
  private Optional<Kid> team = Optional.empty();
  private boolean tampered;
  private boolean unreachable;

  /**
   * Both.
   *
   * @param organisation the organisation's
   * @param team the team's
   * @param teamName of the place in front; empty where none is
   */
  public record Locks(LockState organisation, LockState team, Optional<String> teamName) {
    static final Locks CLOSED = new Locks(LockState.CLOSED, LockState.CLOSED, Optional.empty());
  }

  /** Follows the desk. */
  public LocksModel(Frame frame) {
    this.frame = frame;
    frame.desk().stateProperty().subscribe(this::follow);
    frame.desk().onNotice(this::hear);
  }

  /** How they stand. */
  public ReadOnlyObjectProperty<Locks> locksProperty() {
    return locks.getReadOnlyProperty();
  }

  /** Another place is in front. */
  public void front(Optional<Kid> teamOfPlace) {
    team = teamOfPlace;
    follow(frame.desk().stateProperty().get());
  }

  /** The organisation's directory was read anew. */
  public void lookAgain() {
    follow(frame.desk().stateProperty().get());
  }

  private void hear(Notice notice) {
    if (notice instanceof Notice.DirectoryTrouble(var _, boolean attack)) {
      tampered = attack;
      unreachable = !attack;
      follow(frame.desk().stateProperty().get());
    }
  }

  private void follow(Desk.State state) {
    if (state instanceof Desk.State.Open) {
      Optional<Kid> asked = team;
      frame
          .desk()
          .run(
              workplace -> look(workplace, asked),
              seen -> {
                if (asked.equals(team)) {
                  locks.set(seen);
                }
              },
              failure -> locks.set(Locks.CLOSED));
    } else {
      locks.set(Locks.CLOSED);
      if (!(state instanceof Desk.State.Opening)) {
        tampered = false;
        unreachable = false;
      }
    }
  }

  private Locks look(Workplace workplace, Optional<Kid> asked) throws Exception {
    Membership membership = workplace.membership();
    KeyDirectory directory = membership.directory();
    List<Kid> missing = membership.missingGrants();
    LockState organisation =
        directory.organisationKeys().stream().anyMatch(key -> !missing.contains(key.kid()))
            ? published(membership)
            : LockState.CLOSED;
    if (asked.isEmpty()) {
      return new Locks(organisation, LockState.CLOSED, Optional.empty());
    }
    boolean granted =
        directory.teamKeys(asked.get()).stream()
            .map(TeamKeyVersion::kid)
            .anyMatch(kid -> !missing.contains(kid));
    boolean member = membership.teams().stream().anyMatch(each -> each.id().equals(asked.get()));
    LockState state = member && granted ? published(membership) : LockState.CLOSED;
    return new Locks(organisation, state, Optional.of(workplace.teamName(asked.get())));
  }

  private LockState published(Membership membership) {
    if (membership.trouble().isEmpty()) {
      // What was told of an earlier reading is over.
      return LockState.OPEN;
    }
    return tampered ? LockState.TAMPERED : unreachable ? LockState.UNREACHABLE : LockState.OPEN;
  }
}
