package org.dubbelslot.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * What values a setting can have and when one is tighter than another.
 *
 * @param <T> the value's type
 */
interface Kind<T> {
  /** The value, or nothing when {@code json} is no value of this kind. */
  Optional<T> read(JsonNode json);

  /** As it is written in a policy. */
  JsonNode write(T value);

  /**
   * What holds when {@code above} is decided and the layer below asks for {@code asked}; equal to
   * {@code above} where the request would loosen it.
   */
  T tighten(T above, T asked);

  /** Whether nothing could be done under this value. */
  default boolean allowsNothing(T value) {
    return false;
  }
}
