package org.dubbelslot.desktop.start;

import java.util.Optional;
import org.dubbelslot.policy.RulesOfUse;

/** Where the first start is. */
public sealed interface Step {
  /** It is being looked how far this computer is. */
  record Looking() implements Step {}

  /**
   * Nothing was begun.
   *
   * @param practised whether there is a practice environment to go on with
   */
  record Welcome(boolean practised) implements Step {}

  /** A practice environment is being made, or opened. */
  record MakingPractice() implements Step {}

  /**
   * The person tells which organisation, who they are, and a passphrase.
   *
   * @param decided where the organisation publishes, if policy says so
   * @param address what was typed before, to no success
   * @param name likewise
   */
  record Joining(Optional<String> decided, String address, String name) implements Step {
    Joining(Optional<String> decided) {
      this(decided, "", "");
    }
  }

  /** The keys of this device are being made. */
  record Asking() implements Step {}

  /**
   * The key custodian has to admit this device.
   *
   * @param name under which it was asked
   * @param code to be read to the custodian
   * @param inFolder whether the organisation's folder can be written to, perhaps
   * @param looking whether it is being looked just now
   */
  record Waiting(String name, String code, boolean inFolder, boolean looking) implements Step {}

  /** The device was admitted: the locks can be opened. */
  record Admitted() implements Step {}

  /** There are rules that this person has not accepted. */
  record Rules(RulesOfUse rules) implements Step {}

  /** The device was admitted, but not one team has let it in yet. */
  record WithoutTeam() implements Step {}

  /** Nobody has signed in to Microsoft on this computer, and there is no place yet. */
  record SigningIn() implements Step {}

  /** Nothing is left to ask. */
  record Clear() implements Step {}
}
