package org.dubbelslot.drive.graph;

/** What a request is to whoever waits for it. */
enum Kind {
  /** A short question, to which a person may be waiting for the answer. */
  QUESTION,
  /** A piece of a file, of which there are many more. */
  BYTES
}
