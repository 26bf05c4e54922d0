package org.dubbelslot.policy;

import java.util.List;
import java.util.Optional;

/**
 * The decision on every setting, with who made it.
 *
 * @param decisions one for each of {@link Setting#ALL}, in that order
 */
public record EffectivePolicy(List<Decision<?>> decisions) {
  /** Keeps its own copy of the list. */
  public EffectivePolicy {
    decisions = List.copyOf(decisions);
  }

  /** The values alone. */
  public Policy policy() {
    return Policy.of(this);
  }

  /** What holds for {@code setting}; nothing where nobody decided and there is no default. */
  public <T> Optional<T> value(Setting<T> setting) {
    return decision(setting).value();
  }

  /** What holds for {@code setting}, and why. */
  @SuppressWarnings("unchecked") // each decision was made for its own setting, hence of its type
  public <T> Decision<T> decision(Setting<T> setting) {
    return decisions.stream()
        .filter(decision -> decision.setting() == setting)
        .map(decision -> (Decision<T>) decision)
        .findFirst()
        .orElseThrow();
  }

  <T> T require(Setting<T> setting) {
    return value(setting).orElseThrow();
  }
}
