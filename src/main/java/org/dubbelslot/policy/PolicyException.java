package org.dubbelslot.policy;

/**
 * A policy or settings file that cannot be followed. It is never passed over: a damaged policy is
 * not the same as none.
 */
public abstract sealed class PolicyException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Source source;

  private PolicyException(Source source) {
    this.source = source;
  }

  /** Whose file it is. */
  public final Source source() {
    return source;
  }

  /** The type's name and the source. */
  @Override
  public final String getMessage() {
    return getClass().getSimpleName() + " (" + source.text() + ")";
  }

  /** It exists and cannot be read. */
  public static final class Unreadable extends PolicyException {
    private static final long serialVersionUID = 1L;

    /** Of {@code source}. */
    public Unreadable(Source source) {
      super(source);
    }
  }

  /** It is not one JSON object. */
  public static final class Malformed extends PolicyException {
    private static final long serialVersionUID = 1L;

    /** Of {@code source}. */
    public Malformed(Source source) {
      super(source);
    }
  }

  /**
   * It names something that is no setting, or none that may be decided there: a slip of the pen.
   */
  public static final class UnknownSetting extends PolicyException {
    private static final long serialVersionUID = 1L;

    private final String name;

    /** {@code name} as it stands in the file of {@code source}. */
    public UnknownSetting(Source source, String name) {
      super(source);
      this.name = name;
    }

    /** As it stands in the file. */
    public String name() {
      return name;
    }
  }

  /** A setting has a value that it cannot have. */
  public static final class BadValue extends PolicyException {
    private static final long serialVersionUID = 1L;

    private final String name;

    /** For the setting {@code name} in the file of {@code source}. */
    public BadValue(Source source, String name) {
      super(source);
      this.name = name;
    }

    /** The setting's name. */
    public String name() {
      return name;
    }
  }

  /** The person asks for something looser than what holds without their settings. */
  public static final class Looser extends PolicyException {
    private static final long serialVersionUID = 1L;

    private final String name;

    /** For the setting {@code name}. */
    public Looser(String name) {
      super(Source.USER);
      this.name = name;
    }

    /** The setting's name. */
    public String name() {
      return name;
    }
  }

  /** Organisation and machine each allow something, and nothing is allowed by both. */
  public static final class NothingLeft extends PolicyException {
    private static final long serialVersionUID = 1L;

    private final String name;

    /** For the setting {@code name}, emptied by {@code source}. */
    public NothingLeft(Source source, String name) {
      super(source);
      this.name = name;
    }

    /** The setting's name. */
    public String name() {
      return name;
    }
  }
}
