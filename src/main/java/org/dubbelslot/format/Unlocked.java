package org.dubbelslot.format;

import java.util.List;
import java.util.Optional;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.crypto.SecretBytes;

/**
 * The content key of a file whose double lock was opened.
 *
 * @param contentKey 32 bytes; closed with this
 * @param team the team whose lock opened it
 */
record Unlocked(SecretBytes contentKey, Kid team) implements AutoCloseable {

  /**
   * Tries the locks in file order: one of an unknown algorithm, of another team or that fails is
   * skipped for the next.
   *
   * @throws FormatException why the first lock for one of our teams did not open; {@link
   *     FormatException.NoLockForTeams} where there is none
   */
  static Unlocked open(FileHead head, OpeningKeys keys, ReleaseContext.Purpose purpose)
      throws FormatException {
    FormatException first = null;
    for (Lock lock : head.header().locks()) {
      try (Held team = new Held(keys.team(lock.team()))) {
        if (team.key().isPresent()) {
          return new Unlocked(
              contentKey(head.layout(), lock, team.key().get(), keys, purpose),
              team.key().get().team());
        }
      } catch (FormatException e) {
        first = first == null ? e : first;
      }
    }
    if (first != null) {
      throw first;
    }
    List<Kid> teamKids = head.header().locks().stream().map(Lock::team).toList();
    throw new FormatException.NoLockForTeams(teamKids);
  }

  private static SecretBytes contentKey(
      Layout layout, Lock lock, TeamKey team, OpeningKeys keys, ReleaseContext.Purpose purpose)
      throws FormatException {
    OrganisationAlgorithm algorithm =
        OrganisationAlgorithm.of(lock.algorithm())
            .orElseThrow(
                () ->
                    new FormatException.OrganisationHalf(
                        new ReleaseException.UnknownKeyVersion(lock.organisation())));
    ReleaseContext context = new ReleaseContext(layout.id(), team.team(), purpose);
    try (SecretBytes blob =
        keys.release(lock.organisation(), algorithm, lock.wrapped().clone(), context)) {
      return lock.open(layout, team, blob);
    } catch (ReleaseException.NotUnwrappable e) {
      throw new FormatException.WrongKey();
    } catch (ReleaseException e) {
      throw new FormatException.OrganisationHalf(e);
    }
  }

  /** Lets an optional team key take part in try-with-resources. */
  private record Held(Optional<TeamKey> key) implements AutoCloseable {
    @Override
    public void close() {
      key.ifPresent(TeamKey::close);
    }
  }

  @Override
  public void close() {
    contentKey.close();
  }
}
