package org.dubbelslot.desktop.start;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.custody.Acceptances;
import org.dubbelslot.custody.Membership;
import org.dubbelslot.policy.Policy;
import org.dubbelslot.policy.RulesOfUse;
import org.dubbelslot.workplace.MicrosoftSignIn;
import org.dubbelslot.workplace.Workplace;

/** What an open workplace still has to ask of its person. Not for the screen's thread. */
final class Remaining {
  private Remaining() {}

  static Step of(Workplace workplace, boolean signInLater) throws Exception {
    Policy policy = workplace.policy();
    Membership membership = workplace.membership();
    Optional<RulesOfUse> rules = policy.rulesOfUse();
    if (rules.isPresent()) {
      Acceptances acceptances = acceptances(workplace);
      if (!acceptances.has(membership, rules.get())) {
        return new Step.Rules(rules.get());
      }
      acceptances.deposit();
    }
    if (isWithoutTeam(membership)) {
      return new Step.WithoutTeam();
    }
    return signInLater || !isSignInWanted(workplace, policy)
        ? new Step.Clear()
        : new Step.SigningIn();
  }

  static boolean accept(Workplace workplace, RulesOfUse rules, String language) throws Exception {
    Acceptances acceptances = acceptances(workplace);
    acceptances.accept(workplace.membership(), rules, language);
    return acceptances.deposit();
  }

  private static Acceptances acceptances(Workplace workplace) {
    return new Acceptances(workplace.services().home().folder(), workplace.services().clock());
  }

  private static boolean isWithoutTeam(Membership membership) throws Exception {
    List<Kid> missing = membership.missingGrants();
    return membership.teams().stream()
        .allMatch(team -> team.active().map(missing::contains).orElse(true));
  }

  private static boolean isSignInWanted(Workplace workplace, Policy policy) throws IOException {
    return MicrosoftSignIn.isSetUp(policy)
        && !Files.exists(MicrosoftSignIn.file(workplace.services().home()))
        && workplace.places().all().isEmpty();
  }
}
