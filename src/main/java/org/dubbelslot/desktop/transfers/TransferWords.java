package org.dubbelslot.desktop.transfers;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dubbelslot.drive.Waiting;
import org.dubbelslot.transfer.Task;
import org.dubbelslot.transfer.TransferSnapshot;
import org.dubbelslot.transfer.TransferSnapshot.Line;
import org.dubbelslot.words.Failure;
import org.dubbelslot.words.Failures;
import org.dubbelslot.words.Words;

/** Says how transfers stand. */
final class TransferWords {
  private static final int SECONDS_TOLD = 90;
  private static final int MINUTES_TOLD = 90;
  private static final String BETWEEN = " · ";

  private final Words words;

  TransferWords(Words words) {
    this.words = words;
  }

  private String text(String key, Object... arguments) {
    return words.text("desktop.transfers." + key, arguments);
  }

  /** A line of the list, at that moment. */
  TransferRow row(Line line, Instant now) {
    Task task = line.task();
    boolean upload = !(task instanceof Task.Get);
    return switch (line.state()) {
      case WAITING ->
          row(
              line,
              TransferRow.Kind.WAITING,
              text("waiting", words.size(task.size())),
              Set.of(TransferRow.Action.PAUSE, TransferRow.Action.CANCEL));
      case RUNNING ->
          new TransferRow(
              line.id(),
              TransferRow.Kind.RUNNING,
              upload,
              task.name(),
              task.size() == 0 ? -1 : (double) line.done() / task.size(),
              running(line),
              running(line),
              Set.of(TransferRow.Action.PAUSE, TransferRow.Action.CANCEL));
      case PAUSED ->
          row(
              line,
              TransferRow.Kind.PAUSED,
              text("paused", words.size(task.size())),
              Set.of(TransferRow.Action.RESUME, TransferRow.Action.CANCEL));
      case RETRYING ->
          row(
              line,
              TransferRow.Kind.WAITING,
              text("retrying", reason(line), until(line.again(), now)),
              Set.of(TransferRow.Action.RETRY, TransferRow.Action.CANCEL));
      case FAILED ->
          row(
              line,
              TransferRow.Kind.TROUBLED,
              reason(line),
              Set.of(TransferRow.Action.RETRY, TransferRow.Action.CANCEL));
    };
  }

  private TransferRow row(
      Line line, TransferRow.Kind kind, String status, Set<TransferRow.Action> actions) {
    Task task = line.task();
    String explanation =
        failure(line).map(f -> f.sentence(words) + " " + f.remedyInWindow(words)).orElse(status);
    return new TransferRow(
        line.id(),
        kind,
        !(task instanceof Task.Get),
        task.name(),
        -1,
        status,
        explanation,
        actions);
  }

  TransferRow row(TransferSnapshot.Finished finished) {
    String status =
        text(finished.skipped() ? "skipped" : "done", words.size(finished.task().size()));
    return new TransferRow(
        finished.id(),
        TransferRow.Kind.DONE,
        !(finished.task() instanceof Task.Get),
        finished.task().name(),
        1,
        status,
        status,
        Set.of());
  }

  private String running(Line line) {
    List<String> parts = new ArrayList<>();
    parts.add(text("of", words.size(line.done()), words.size(line.task().size())));
    if (line.rate() >= 1) {
      parts.add(text("rate", words.size((long) line.rate())));
    }
    line.left().ifPresent(left -> parts.add(text("left", duration(left))));
    return String.join(BETWEEN, parts);
  }

  private Optional<Failure> failure(Line line) {
    // The name stands beside it.
    return line.why().map(why -> new Failures(words).describe(why, Optional.empty()));
  }

  private String reason(Line line) {
    return failure(line)
        .map(failure -> failure.sentence(words) + " (" + failure.code().code() + ")")
        .orElseGet(
            () ->
                line.code()
                    .filter(code -> !code.isEmpty())
                    .map(code -> text("stopped-earlier", code))
                    .orElseGet(() -> text("stopped")));
  }

  /** All in one line. */
  String summary(TransferSnapshot snapshot) {
    TransferSnapshot.Totals totals = snapshot.totals();
    if (totals.files() == 0) {
      return text("nothing");
    }
    List<String> parts = new ArrayList<>();
    if (totals.filesDone() == totals.files()) {
      return text("all-done", totals.files());
    }
    parts.add(text("files", totals.filesDone(), totals.files()));
    if (totals.left().isEmpty()) {
      parts.add(text("percent", percent(totals)));
    }
    if (snapshot.paused()) {
      parts.add(text("all-paused"));
    } else {
      totals.left().ifPresent(left -> parts.add(text("left", duration(left))));
    }
    if (totals.failed() > 0) {
      parts.add(text("failed", totals.failed()));
    }
    return String.join(BETWEEN, parts);
  }

  /** How much of all is there, and how fast it goes. */
  String amount(TransferSnapshot snapshot) {
    TransferSnapshot.Totals totals = snapshot.totals();
    String amount = text("of", words.size(totals.bytesDone()), words.size(totals.bytes()));
    return totals.rate() >= 1
        ? amount + BETWEEN + text("rate", words.size((long) totals.rate()))
        : amount;
  }

  /** What stands in the window's title; empty when nothing is carried. */
  String title(TransferSnapshot snapshot) {
    TransferSnapshot.Totals totals = snapshot.totals();
    return snapshot.isIdle()
        ? ""
        : text("title-totals", percent(totals), totals.filesDone(), totals.files());
  }

  private static int percent(TransferSnapshot.Totals totals) {
    return totals.bytes() == 0 ? 0 : (int) (100 * totals.bytesDone() / totals.bytes());
  }

  /** Why nothing goes on, and when it does. */
  String waiting(TransferSnapshot.Wait wait, Instant now) {
    Failure failure = new Failures(words).describe(wait.why(), Optional.empty());
    return failure.sentence(words)
        + " "
        + (wait.again().isPresent()
            ? text("again", until(wait.again(), now))
            : failure.remedyInWindow(words));
  }

  /** That a drive is being waited for. */
  String driveWaits(Waiting.Why why, Duration left) {
    return switch (why) {
      case THROTTLED -> text("slow-down", duration(left));
      case FAILED -> text("drive-failed", duration(left));
      case DOUBTED -> text("drive-doubted", duration(left));
    };
  }

  private String until(Optional<Instant> again, Instant now) {
    return duration(again.map(time -> Duration.between(now, time)).orElse(Duration.ZERO));
  }

  /** About how long; never nothing. */
  String duration(Duration time) {
    long seconds = Math.max(1, time.toSeconds());
    if (seconds < SECONDS_TOLD) {
      return text("seconds", seconds);
    }
    long minutes = (seconds + 59) / 60;
    if (minutes < MINUTES_TOLD) {
      return text("minutes", minutes);
    }
    return text("hours", minutes / 60, minutes % 60);
  }
}
