package org.dubbelslot.keys;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.dubbelslot.crypto.Kid;

/**
 * The names of the files in a key directory.
 *
 * <p>A listed file has a logical path ({@code keys/<kid>.json}) and lies under an actual name with
 * the revision that wrote it ({@code keys/<kid>~3.json}), so that none is ever overwritten. Only
 * these shapes are followed: no name from a directory leads out of it.
 */
public final class DirectoryPaths {
  /** The newest revision's number: an unsigned hint. */
  public static final String LATEST = "latest";

  /** Logical path of the policy. */
  public static final String POLICY = "policy.json";

  static final long MAX_REVISION = 1_000_000_000L;
  static final int MAX_ORGANISATION_BYTES = 16 << 20;
  static final int MAX_SIGNATURES_BYTES = 1 << 20;
  static final int MAX_CUSTODIANS_BYTES = 1 << 20;
  static final int MAX_GRANT_BYTES = 64 << 10;
  static final int MAX_SUSPENSION_BYTES = 64 << 10;
  static final int MAX_LATEST_BYTES = 32;

  private static final String ID = "([0-9a-hjkmnp-tv-z]{26})";

  /** The kinds of listed files. */
  enum Kind {
    ORGANISATION_KEY("keys/" + ID + "\\.json", 64 << 10),
    TEAM("teams/" + ID + "/team\\.json", 1 << 20),
    TEAM_KEY("teams/" + ID + "/" + ID + "\\.json", 64 << 10),
    MEMBER("members/" + ID + "\\.json", 1 << 20),
    PEOPLE("people/" + ID + "/" + ID + "\\.dslot", 4 << 20),
    NAMES("names/" + ID + "/" + ID + "\\.dslot", 1 << 20),
    RECOVERY("recovery/(?:org|team)/" + ID + "\\.age", 64 << 10),
    POLICY("policy\\.json", 1 << 20);

    private final Pattern pattern;
    private final int maxBytes;

    Kind(String pattern, int maxBytes) {
      this.pattern = Pattern.compile(pattern);
      this.maxBytes = maxBytes;
    }

    int maxBytes() {
      return maxBytes;
    }

    /** The identifiers in {@code path}, in order, when it is of this kind. */
    Optional<List<Kid>> ids(String path) {
      Matcher matcher = pattern.matcher(path);
      if (!matcher.matches()) {
        return Optional.empty();
      }
      try {
        return Optional.of(
            IntStream.rangeClosed(1, matcher.groupCount())
                .mapToObj(group -> new Kid(matcher.group(group)))
                .toList());
      } catch (IllegalArgumentException notAnId) {
        return Optional.empty();
      }
    }
  }

  private DirectoryPaths() {}

  static Optional<Kind> kindOf(String path) {
    return Arrays.stream(Kind.values()).filter(kind -> kind.ids(path).isPresent()).findFirst();
  }

  /** {@code organisation~<r>.json}. */
  public static String organisation(long revision) {
    return "organisation~" + revision + ".json";
  }

  /** {@code organisation~<r>.sig.json}. */
  public static String organisationSignatures(long revision) {
    return "organisation~" + revision + ".sig.json";
  }

  /** {@code custodians/<n>.json}. */
  public static String custodians(int set) {
    return "custodians/" + set + ".json";
  }

  /** {@code custodians/<n>.sig.json}. */
  public static String custodianSignatures(int set) {
    return "custodians/" + set + ".sig.json";
  }

  /** Logical path of an organisation key version. */
  public static String organisationKey(Kid kid) {
    return "keys/" + kid + ".json";
  }

  /** Logical path of a team. */
  public static String team(Kid team) {
    return "teams/" + team + "/team.json";
  }

  /** Logical path of a team key version. */
  public static String teamKey(Kid team, Kid kid) {
    return "teams/" + team + "/" + kid + ".json";
  }

  /** Logical path of a member. */
  public static String member(Kid member) {
    return "members/" + member + ".json";
  }

  /** Logical path of a team's sealed people list under one of its key versions. */
  public static String people(Kid team, Kid kid) {
    return "people/" + team + "/" + kid + ".dslot";
  }

  /** Logical path of the sealed name key of a team key version. */
  public static String names(Kid team, Kid kid) {
    return "names/" + team + "/" + kid + ".dslot";
  }

  /** A device's grant of a key version; not listed. */
  public static String grant(Kid device, Kid kid) {
    return grants(device) + "/" + kid + ".age";
  }

  /** The folder of a device's grants. */
  static String grants(Kid device) {
    return "grants/" + device;
  }

  /** One custodian's suspension of a device; not listed. */
  public static String suspension(Kid device) {
    return "suspended/" + device + ".json";
  }

  /** The actual name of logical {@code path} as written by {@code revision}. */
  public static String versioned(String path, long revision) {
    int dot = path.lastIndexOf('.');
    return path.substring(0, dot) + "~" + revision + path.substring(dot);
  }

  /** Whether {@code actual} is {@code path} as written by some revision up to {@code newest}. */
  static boolean isVersionOf(String path, String actual, long newest) {
    int tilde = actual.lastIndexOf('~');
    int dot = actual.lastIndexOf('.');
    if (tilde < 0 || dot < tilde || dot - tilde > 11) {
      return false;
    }
    try {
      long revision = Long.parseLong(actual, tilde + 1, dot, 10);
      return revision >= 1 && revision <= newest && versioned(path, revision).equals(actual);
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
