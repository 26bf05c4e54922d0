package org.dubbelslot.format;

/**
 * What a reader lets pass.
 *
 * @param acceptSigner open although the signer is unknown or its device compromised; the person was
 *     asked, and policy allows it
 * @param nameKey the file is a name key, the one kind that may lack a signature
 */
public record OpenOptions(boolean acceptSigner, boolean nameKey) {
  /** Nothing out of the ordinary. */
  public static final OpenOptions STRICT = new OpenOptions(false, false);

  /** The person accepted a signer that cannot be verified. */
  public static final OpenOptions ACCEPT_SIGNER = new OpenOptions(true, false);

  /** A name-key file. */
  public static final OpenOptions NAME_KEY = new OpenOptions(false, true);
}
