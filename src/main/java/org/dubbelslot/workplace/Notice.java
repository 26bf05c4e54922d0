package org.dubbelslot.workplace;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.dubbelslot.drive.Waiting;
import org.dubbelslot.keys.DirectoryException;

/** What whoever sits at the program should know, and what is no failure of what they asked for. */
public sealed interface Notice {
  /**
   * The key directory as it lies there could not be used, and the last verified copy is.
   *
   * @param why what is wrong with it
   * @param attack whether it cannot be honest, in contrast to merely not being there: files still
   *     open then, but nothing new is sealed
   */
  record DirectoryTrouble(DirectoryException why, boolean attack) implements Notice {}

  /** The person signs in with the browser, which has opened. */
  record SignInInBrowser() implements Notice {}

  /**
   * The person signs in with any browser, by a code.
   *
   * @param page to be opened there
   * @param code to be typed there
   * @param expires until when
   */
  record SignInWithCode(URI page, String code, Instant expires) implements Notice {}

  /** The sign-in could not be kept on this computer: it ends with the program. */
  record SignInNotKept() implements Notice {}

  /**
   * A drive has to be waited for, longer than a moment.
   *
   * @param why what for
   * @param left how long from now
   */
  record DriveWaits(Waiting.Why why, Duration left) implements Notice {}

  /**
   * The workplace closes, and not all transfers are done: they can be gone on with.
   *
   * @param count how many, at least one
   */
  record TransfersLeft(int count) implements Notice {}
}
