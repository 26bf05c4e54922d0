package org.dubbelslot.drive.graph;

import com.google.gson.stream.MalformedJsonException;
import com.microsoft.graph.models.odataerrors.ODataError;
import com.microsoft.kiota.ApiException;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import org.dubbelslot.drive.DriveException;
import org.dubbelslot.drive.Pause;
import org.dubbelslot.egress.EgressException;

/** Makes calls of the SDK: waits while the tenant wants it, repeats what may be repeated. */
final class SdkCalls {
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

  /** A call that changes nothing: repeated whatever went wrong on the way. */
  <T> T read(Supplier<T> call) throws DriveException {
    return call(call, true);
  }

  /** A call that changes something: repeated only when it certainly was not done. */
  <T> T write(Supplier<T> call) throws DriveException {
    return call(call, false);
  }

  /** A call for changes, in which 410 has a meaning of its own. */
  <T> T readDelta(Supplier<T> call) throws DriveException, Resync {
    Gone gone = new Gone();
    try {
      return call(() -> noticing(call, gone), true);
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

  private <T> T call(Supplier<T> call, boolean repeatable) throws DriveException {
    Patience patience = Patience.forQuestion(gate);
    while (true) {
      gate.pass();
      try {
        T answer = call.get();
        if (answer == null) {
          throw new DriveException.Protocol(0, "noAnswer");
        }
        return answer;
      } catch (ApiException e) {
        int status = e.getResponseStatusCode();
        if (GraphFailures.throttles(status)) {
          patience.throttled(GraphFailures.retryAfter(header(e, "retry-after"), pause.now()));
        } else {
          DriveException failure = GraphFailures.of(status, code(e));
          if (!repeatable || !GraphFailures.passes(status)) {
            throw failure;
          }
          patience.failed(failure);
        }
      } catch (RuntimeException e) {
        DriveException failure = onTheWay(e);
        if (!repeatable || !(failure instanceof DriveException.Unreachable)) {
          throw failure;
        }
        patience.failed(failure);
      }
    }
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
          return new DriveException.Protocol(0, "badAnswer");
        }
        case IOException broken -> {
          return new DriveException.Unreachable(host, broken);
        }
        default -> {}
      }
    }
    // The SDK could make nothing of the answer. Its words may quote it; only its kind is kept.
    return new DriveException.Protocol(0, e.getClass().getSimpleName());
  }
}
