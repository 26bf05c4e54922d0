package org.dubbelslot.policy;

import java.time.Period;

/**
 * A kind of document that the organisation distinguishes.
 *
 * @param name as people choose it, such as "personeelsdossier"
 * @param keep how long such a document is kept when nobody says otherwise; zero: for ever
 */
public record DocumentClass(String name, Period keep) {}
