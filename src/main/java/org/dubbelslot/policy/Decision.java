package org.dubbelslot.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * What holds for one setting, and why.
 *
 * @param setting which
 * @param value what holds; nothing where nobody decided and there is no default
 * @param source who decided
 * @param refused who asked for something looser, and what
 * @param limit what would hold without the person's settings, which can only be stricter
 * @param <T> the value's type
 */
public record Decision<T>(
    Setting<T> setting,
    Optional<T> value,
    Source source,
    List<Refusal<T>> refused,
    Optional<T> limit) {
  /**
   * A request that would have loosened what a higher one decided.
   *
   * @param source who asked
   * @param asked for what
   * @param <T> the value's type
   */
  public record Refusal<T>(Source source, T asked) {}

  /** The value as it stands in a policy file. */
  public Optional<JsonNode> json() {
    return value.map(setting::write);
  }
}
