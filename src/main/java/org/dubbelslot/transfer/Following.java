package org.dubbelslot.transfer;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;
import org.dubbelslot.drive.DriveException;
import org.dubbelslot.drive.Upload;

/**
 * An upload that follows the sealer: both run at once, and the failure of one ends the other. Only
 * where an upload may go on at another time with the bytes that it lacks are all of them sealed.
 */
final class Following {
  private Following() {}

  /**
   * How it ended.
   *
   * @param <T> what the sealer tells
   */
  sealed interface Sent<T> {
    /** Both did their part. */
    record Whole<T>(T sealed, Upload.Uploaded uploaded) implements Sent<T> {}

    /** The sealer failed. */
    record NotSealed<T>(Throwable why) implements Sent<T> {}

    /**
     * The upload failed.
     *
     * @param sealed what the sealer told, if it had come to its end
     */
    record NotSent<T>(DriveException why, Optional<T> sealed) implements Sent<T> {}
  }

  /**
   * Seals and sends.
   *
   * @param sealing writes to the sink of {@code way} and ends it
   */
  static <T> Sent<T> send(
      Upload upload, Ciphertext way, Callable<T> sealing, LongConsumer progress) {
    Future<T> sealed;
    Optional<Upload.Uploaded> uploaded = Optional.empty();
    Optional<DriveException> failure = Optional.empty();
    try (ExecutorService sealer = Executors.newVirtualThreadPerTaskExecutor()) {
      sealed = sealer.submit(() -> sealed(way, sealing));
      try {
        uploaded = Optional.of(upload.send(way.source(), progress));
      } catch (DriveException e) {
        failure = Optional.of(e);
        if (!way.isLasting() || !Passing.is(e) || e instanceof DriveException.Stopped) {
          way.fail(e);
        }
      } catch (RuntimeException e) {
        way.fail(new IOException(e));
        throw e;
      }
    }
    if (sealed.state() == Future.State.SUCCESS) {
      T told = sealed.resultNow();
      return uploaded.isPresent()
          ? new Sent.Whole<>(told, uploaded.get())
          : new Sent.NotSent<>(failure.orElseThrow(), Optional.of(told));
    }
    Throwable why = sealed.exceptionNow();
    return failure.isPresent() && isBecauseOf(why, failure.get())
        ? new Sent.NotSent<>(failure.get(), Optional.empty())
        : new Sent.NotSealed<>(why);
  }

  private static <T> T sealed(Ciphertext way, Callable<T> sealing) throws Exception {
    try {
      return sealing.call();
    } catch (Exception e) {
      way.fail(e instanceof IOException io ? io : new IOException(e));
      throw e;
    }
  }

  /** A sealer that was stopped because the upload failed. */
  private static boolean isBecauseOf(Throwable sealer, DriveException upload) {
    for (Throwable cause = sealer; cause != null; cause = cause.getCause()) {
      if (cause == upload) {
        return true;
      }
    }
    return upload instanceof DriveException.Stopped;
  }
}
