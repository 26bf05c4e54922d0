package org.dubbelslot.words;

import org.dubbelslot.policy.PolicyException;

/** Failures of policies and settings. */
final class PolicyFailures {
  private PolicyFailures() {}

  static Failure of(PolicyException e, Words words) {
    String whose = words.text("source." + e.source().text());
    return switch (e) {
      case PolicyException.Unreadable f -> Failure.of(FailureCode.POLICY_UNREADABLE, whose);
      case PolicyException.Malformed f -> Failure.of(FailureCode.POLICY_MALFORMED, whose);
      case PolicyException.UnknownSetting f ->
          Failure.of(FailureCode.POLICY_UNKNOWN_SETTING, whose, f.name());
      case PolicyException.BadValue f -> Failure.of(FailureCode.POLICY_BAD_VALUE, whose, f.name());
      case PolicyException.NothingLeft f ->
          Failure.of(FailureCode.POLICY_NOTHING_LEFT, whose, f.name());
      case PolicyException.Looser f ->
          Failure.of(FailureCode.SETTING_LOOSER, words.text("setting." + f.name()));
    };
  }
}
