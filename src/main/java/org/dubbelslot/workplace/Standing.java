package org.dubbelslot.workplace;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.crypto.SecretBytes;
import org.dubbelslot.custody.Membership;
import org.dubbelslot.custody.SealingKeys;
import org.dubbelslot.format.LockKeys;
import org.dubbelslot.keys.DirectoryException;
import org.dubbelslot.names.DriveNames;
import org.dubbelslot.names.NameKey;
import org.dubbelslot.transfer.Place;
import org.dubbelslot.transfer.SealedTree;
import org.dubbelslot.transfer.TeamAccess;

/**
 * A membership as one reading of the directory tells it, and the trees of places that are opened
 * and sealed by it. For any number of threads.
 */
final class Standing {
  private final Membership membership;
  private final Services services;
  private final Holdings held;
  private final Map<Kid, Once<DriveNames>> names = new ConcurrentHashMap<>();
  private final Map<Tree, Once<SealedTree>> trees = new ConcurrentHashMap<>();

  Standing(Membership membership, Services services, Holdings held) {
    this.membership = membership;
    this.services = services;
    this.held = held;
  }

  /**
   * Which tree.
   *
   * @param notedFor the place under whose name its uploads stand in the queue, if they do
   */
  record Tree(Place.Location location, Kid team, boolean writing, Optional<String> notedFor) {}

  /** Makes a tree from what is allowed in it. */
  @FunctionalInterface
  interface Planting {
    SealedTree plant(TeamAccess access) throws Exception;
  }

  Membership membership() {
    return membership;
  }

  /** Why the directory as it lies there cannot be honest, in contrast to not being there. */
  Optional<DirectoryException> attack() {
    return membership
        .trouble()
        .filter(
            trouble ->
                switch (trouble) {
                  case DirectoryException.BadSignature _,
                      DirectoryException.QuorumMissing _,
                      DirectoryException.BrokenChain _,
                      DirectoryException.RolledBack _,
                      DirectoryException.WrongOrganisation _,
                      DirectoryException.Malformed _,
                      DirectoryException.ExampleRefused _ ->
                      true;
                  case DirectoryException.NotFound _,
                      DirectoryException.Unreachable _,
                      DirectoryException.HalfCopied _,
                      DirectoryException.Expired _,
                      DirectoryException.LocalCopy _ ->
                      false;
                });
  }

  /** What a new file of a team is sealed with; the caller closes it. */
  SealingKeys sealing(Kid team) throws Exception {
    Optional<DirectoryException> attack = attack();
    if (attack.isPresent()) {
      throw attack.get();
    }
    return membership.sealing(team, services.policy());
  }

  /** The tree; one to write into only while directory and policy let its team seal. */
  SealedTree tree(Tree tree, Planting planting) throws Exception {
    if (tree.writing()) {
      // The directory's term may have passed since the tree was made.
      sealing(tree.team()).close();
    }
    return trees.computeIfAbsent(tree, _ -> new Once<>(() -> planting.plant(access(tree)))).get();
  }

  private TeamAccess access(Tree tree) throws Exception {
    List<LockKeys> locks = tree.writing() ? held.hold(sealing(tree.team())).locks() : List.of();
    return new TeamAccess(
        tree.team(), locks, names(tree.team()), membership.device(), membership.opening());
  }

  private DriveNames names(Kid team) throws Exception {
    return names.computeIfAbsent(team, _ -> new Once<>(() -> unlockedNames(team))).get();
  }

  private DriveNames unlockedNames(Kid team) throws Exception {
    Map<Kid, SecretBytes> secrets = membership.nameKeys(team);
    List<NameKey> keys = new ArrayList<>();
    for (Map.Entry<Kid, SecretBytes> entry : secrets.entrySet()) {
      try (SecretBytes secret = entry.getValue()) {
        keys.add(held.hold(NameKey.of(entry.getKey(), secret)));
      }
    }
    return new DriveNames(keys.getFirst(), keys.subList(1, keys.size()));
  }
}
