package org.dubbelslot.custody;

/** What a custodian should know about the organisation as it stands; each has its sentence. */
public enum Notice {
  /** An invented organisation, for trying out. */
  EXAMPLE,
  /** No recovery yet: with the custodian's passphrase everything is lost. */
  NO_RECOVERY,
  /** One custodian decides alone. */
  SINGLE_CUSTODIAN,
  /** A custodian's own device also belongs to a team: one person holds both halves. */
  BOTH_HALVES_IN_ONE_HAND,
  /** Key folder: every device holds the organisation's half; nothing is recorded or refused. */
  KEY_FOLDER,
  /** The directory's term has passed: nothing is sealed or granted any more. */
  EXPIRED,
  /** The directory's term ends within 30 days. */
  EXPIRES_SOON,
  /** A key version seals for nearly two years or longer: rotate. */
  ROTATE_SOON,
  /** A team has no key yet: its steward makes one. */
  TEAM_WITHOUT_KEY,
  /** A team has no steward: nobody can grant its key. */
  TEAM_WITHOUT_STEWARD,
  /** Devices wait for grants. */
  GRANTS_MISSING,
  /** A prepared revision waits for signatures. */
  REVISION_WAITING,
  /** There is no active organisation key: nothing can be sealed. */
  NO_ORGANISATION_KEY
}
