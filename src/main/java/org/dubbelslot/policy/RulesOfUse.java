package org.dubbelslot.policy;

/**
 * What everybody reads and accepts before the first use, and again when the version changes.
 *
 * @param version as the organisation counts
 * @param dutch Markdown
 * @param english Markdown
 */
public record RulesOfUse(String version, String dutch, String english) {}
