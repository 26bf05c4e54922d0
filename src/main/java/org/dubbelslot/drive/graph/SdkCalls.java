package org.dubbelslot.drive.graph;

import com.google.gson.stream.MalformedJsonException;
import com.microsoft.graph.models.odataerrors.ODataError;
import com.microsoft.kiota.ApiException;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import org.dubbelslot.drive.DriveException;
import org.dubbelslot.drive.Pause;
import org.dubbelslot.egress.EgressException;

/** Makes calls of the SDK: waits while the tenant wants it, repeats what may be repeated. */
final class SdkCalls {
  private static final int OK = 200;
  private static final String GARBLED = "badAnswer";

  private final TenantGate gate;
  private final Pause pause;
  private final String host;

  SdkCalls(TenantGate gate, Pause pause, String host) {
    this.gate = gate;
    this.pause = pause;
    this.host = host;
  }

  /** The drive cannot go on from a delta token (410); it may say where to begin anew. */
  static final class Resync extends Exception {
    private final transient Optional<String> location;

    Resync(Optional<String> location) {
      super("resync");
      this.location = location;
    }

    Optional<String> location() {
      return location;
    }
  }

  /** Looks whether a call that changes something was done although its answer got lost. */
  @FunctionalInterface
  interface Done<T> {
    /** What the call would have answered, if it was done. */
    Optional<T> look() throws DriveException;
  }

  /**
   * A call that changes nothing: repeated whatever went wrong on the way.
   *
   * @param sound whether an answer has what every such answer must have
   */
  <T> T read(Supplier<T> call, Predicate<T> sound) throws DriveException {
    return call(call, sound, Optional::empty);
  }

  /** A call that changes something: before it is repeated, it is looked whether it was done. */
  <T> T write(Supplier<T> call, Predicate<T> sound, Done<T> done) throws DriveException {
    return call(call, sound, done);
  }

  /** A call for changes, in which 410 has a meaning of its own. */
  <T> T readDelta(Supplier<T> call, Predicate<T> sound) throws DriveException, Resync {
    Gone gone = new Gone();
    try {
      return call(() -> noticing(call, gone), sound, Optional::empty);
    } catch (DriveException.NotFound e) {
      if (gone.seen) {
        throw new Resync(gone.location);
      }
      throw e;
    }
  }

  private static final class Gone {
    private boolean seen;
    private Optional<String> location = Optional.empty();
  }

  private static <T> T noticing(Supplier<T> call, Gone gone) {
    try {
      return call.get();
    } catch (ApiException e) {
      if (e.getResponseStatusCode() == 410) {
        gone.seen = true;
        gone.location = header(e, "location");
      }
      throw e;
    }
  }

  /** The tenant refused to look at the request. */
  private static final class Held extends Exception {
    private final transient Optional<Duration> retryAfter;

    Held(Optional<Duration> retryAfter) {
      super("held");
      this.retryAfter = retryAfter;
    }
  }

  /** The request may have been done or not. */
  private static final class Unclear extends Exception {
    private final DriveException failure;

    Unclear(DriveException failure) {
      super(failure);
      this.failure = failure;
    }
  }

  private <T> T call(Supplier<T> call, Predicate<T> sound, Done<T> done) throws DriveException {
    Patience patience = Patience.forQuestion(gate);
    boolean perhapsDone = false;
    while (true) {
      try {
        return once(call, sound);
      } catch (Held e) {
        patience.throttled(e.retryAfter);
      } catch (Unclear e) {
        perhapsDone = true;
        patience.failed(e.failure);
        Optional<T> found = done.look();
        if (found.isPresent()) {
          return found.get();
        }
      } catch (DriveException e) {
        // An earlier attempt may be the reason why this one was refused.
        Optional<T> found = perhapsDone ? done.look() : Optional.empty();
        return found.orElseThrow(() -> e);
      }
    }
  }

  private <T> T once(Supplier<T> call, Predicate<T> sound) throws DriveException, Held, Unclear {
    try (TenantGate.Pass pass = gate.enter(Kind.QUESTION)) {
      try {
        T answer = call.get();
        pass.answered(OK);
        if (answer == null || !sound.test(answer)) {
          throw new Unclear(new DriveException.Protocol(OK, GARBLED));
        }
        return answer;
      } catch (ApiException e) {
        int status = e.getResponseStatusCode();
        pass.answered(status);
        if (GraphFailures.throttles(status)) {
          throw new Held(
              GraphFailures.retryAfter(header(e, "retry-after"), header(e, "date"), pause.now()));
        }
        DriveException failure = GraphFailures.of(status, code(e));
        if (GraphFailures.passes(status) || status / 100 == 2) {
          throw new Unclear(failure);
        }
        throw failure;
      } catch (StackOverflowError e) {
        // The SDK follows an answer into its depth, however deep somebody made it.
        throw new DriveException.Protocol(0, "deepAnswer");
      } catch (RuntimeException e) {
        DriveException failure = onTheWay(e);
        if (failure instanceof DriveException.Unreachable || garbled(failure)) {
          throw new Unclear(failure);
        }
        throw failure;
      }
    }
  }

  /** Half an answer, or one that something between us and the drive gave in its place. */
  private static boolean garbled(DriveException failure) {
    return failure instanceof DriveException.Protocol answer && answer.code().equals(GARBLED);
  }

  private static String code(ApiException e) {
    return e instanceof ODataError error
            && error.getError() != null
            && error.getError().getCode() != null
        ? error.getError().getCode()
        : "";
  }

  private static Optional<String> header(ApiException e, String name) {
    if (e.getResponseHeaders() == null) {
      return Optional.empty();
    }
    return e.getResponseHeaders().entrySet().stream()
        .filter(header -> header.getKey().toLowerCase(Locale.ROOT).equals(name))
        .map(Map.Entry::getValue)
        .flatMap(Set::stream)
        .findFirst();
  }

  /** What lies behind an exception with which the SDK wraps failures of the connection. */
  private DriveException onTheWay(RuntimeException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      switch (cause) {
        case DriveException ours -> {
          return ours;
        }
        case EgressException door -> {
          return ByteDoor.failure(door);
        }
        case IOException stopped when Thread.currentThread().isInterrupted() -> {
          return new DriveException.Stopped(stopped);
        }
        case SSLException tls -> {
          return new DriveException.NotTrusted(host, tls);
        }
        case MalformedJsonException words -> {
          return new DriveException.Protocol(0, GARBLED);
        }
        case IOException broken -> {
          return new DriveException.Unreachable(host, broken);
        }
        default -> {}
      }
    }
    // The SDK could make nothing of the answer. Its words may quote it, and are left out.
    return new DriveException.Protocol(0, GARBLED);
  }
}
