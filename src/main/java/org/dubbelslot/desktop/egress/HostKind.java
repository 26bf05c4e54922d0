package org.dubbelslot.desktop.egress;

import java.util.Locale;

/** What a host is for, in the words of a privacy officer. */
enum HostKind {
  /** Microsoft Graph, through which drives are listed and changed. */
  GRAPH,
  /** Where people sign in to Microsoft. */
  SIGN_IN,
  /** The organisation's SharePoint and OneDrive: sealed bytes come and go. */
  SHAREPOINT,
  /** Where Microsoft keeps the content of personal drives. */
  CONTENT,
  /** Where the organisation publishes its key directory. */
  KEY_DIRECTORY,
  /** This computer itself: the practice OneDrive. */
  THIS_COMPUTER,
  /** None of these: it should not be there. */
  UNKNOWN;

  /** As in the keys of the bundle. */
  String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
