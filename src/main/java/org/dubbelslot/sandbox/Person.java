package org.dubbelslot.sandbox;

/** The invented person who signs in: who it is, and whether consent is given in the browser. */
final class Person {
  static final String NAME = "Voorbeeld Persoon";
  static final String ACCOUNT = "voorbeeld.persoon@voorbeeld.example";
  static final String ID = "5b0c7a52-3d0e-4c59-9a1d-6f8f0e2b7c11";

  /** The directory of whoever names it by a domain, or not at all. */
  private static final String TENANT = "0e8d9d9c-52a5-4c4c-8c0a-3b8f5d1f7a20";

  private volatile boolean consents = true;

  boolean consents() {
    return consents;
  }

  void consents(boolean willing) {
    consents = willing;
  }

  /** The directory's id for what a client calls it. */
  static String tenant(String name) {
    return name.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}") ? name : TENANT;
  }
}
