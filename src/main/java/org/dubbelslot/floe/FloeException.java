package org.dubbelslot.floe;

/**
 * Why a FLOE ciphertext was refused. No subclass carries content or keys; every position is the
 * index of a segment, counted from 0.
 */
public abstract sealed class FloeException extends Exception {
  private FloeException(String message) {
    super(message);
  }

  private FloeException(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * The 74 bytes of the header do not belong to this key and associated data, or name other
   * parameters.
   */
  public static final class HeaderAltered extends FloeException {
    HeaderAltered() {
      super("FLOE header altered");
    }
  }

  /** A segment's bytes are not what was encrypted at this position of this message. */
  public static final class SegmentAltered extends FloeException {
    private final long position;

    SegmentAltered(long position) {
      super("FLOE segment " + position + " altered");
      this.position = position;
    }

    SegmentAltered(long position, Throwable cause) {
      super("FLOE segment " + position + " altered", cause);
      this.position = position;
    }

    /** Index of the altered segment. */
    public long position() {
      return position;
    }
  }

  /** The input ended before the final segment did. */
  public static final class CutShort extends FloeException {
    private final long position;

    CutShort(long position) {
      super("FLOE ciphertext cut short at segment " + position);
      this.position = position;
    }

    /** Index of the first segment that is not wholly there; 0 also when the header is not. */
    public long position() {
      return position;
    }
  }

  /** The final segment is sound but the input, whose length was known, goes on after it. */
  public static final class ContinuesAfterEnd extends FloeException {
    private final long position;

    ContinuesAfterEnd(long position) {
      super("FLOE ciphertext continues after its final segment " + position);
      this.position = position;
    }

    /** Index of the final segment. */
    public long position() {
      return position;
    }
  }

  /** More segments than one message may have. */
  public static final class TooLong extends FloeException {
    private final long maximumSegments;

    TooLong(long maximumSegments) {
      super("FLOE message longer than " + maximumSegments + " segments");
      this.maximumSegments = maximumSegments;
    }

    /** The most segments that a message may have. */
    public long maximumSegments() {
      return maximumSegments;
    }
  }
}
