package org.dubbelslot.names;

/**
 * A name cut before its extension, so that something can be put in between.
 *
 * @param stem what stands before
 * @param dotted the dot and the extension; empty when there is none of a usual length
 */
record Extension(String stem, String dotted) {
  private static final int USUAL = 16;

  static Extension of(String name) {
    int dot = name.lastIndexOf('.');
    return dot > 0 && name.length() - dot <= USUAL
        ? new Extension(name.substring(0, dot), name.substring(dot))
        : new Extension(name, "");
  }
}
