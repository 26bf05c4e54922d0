package org.dubbelslot.egress;

/** What a connection is for, in the words of whoever reads the record of connections. */
public enum Purpose {
  /** Signing in to Microsoft and renewing the sign-in. */
  SIGN_IN,
  /** Listing, finding, naming, moving and deleting on a drive. */
  METADATA,
  /** Sealed bytes on their way to a drive. */
  UPLOAD,
  /** Sealed bytes on their way from a drive. */
  DOWNLOAD,
  /** Reading the organisation's published key directory. */
  KEY_DIRECTORY,
  /** Asking a key service or a custodian for the release of a key. */
  KEY_RELEASE
}
