package org.dubbelslot.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.dubbelslot.drive.DriveException;
import org.dubbelslot.transfer.Getter;
import org.dubbelslot.transfer.Job;
import org.dubbelslot.transfer.Putter;
import org.dubbelslot.transfer.Task;
import org.dubbelslot.transfer.Transfers;
import org.dubbelslot.workplace.Workplace;

/** Tells what became of each transfer, in the order in which they were asked for. */
final class TransferReport implements Transfers.Listener {
  private final Session session;
  private final Workplace workplace;
  private final ArrayNode results;
  private final Deque<Refusal> refusals;
  private final Tally tally;
  private int told;

  /**
   * A file that never came into the queue.
   *
   * @param before how many transfers were asked for before it
   */
  record Refusal(int before, String name, Exception why) {}

  /**
   * Of so many transfers, and the files that were refused before.
   *
   * @param results of the command as JSON, to be added to
   */
  TransferReport(
      Session session,
      Workplace workplace,
      ArrayNode results,
      int transfers,
      Deque<Refusal> refusals) {
    this.session = session;
    this.workplace = workplace;
    this.results = results;
    this.refusals = new ArrayDeque<>(refusals);
    this.tally = new Tally(session, results, transfers + refusals.size());
  }

  @Override
  public void ended(Job job, Transfers.Result result) throws Exception {
    tellRefusals();
    told++;
    switch (result) {
      case Transfers.Result.Put(Putter.Outcome outcome) -> put(job.task(), outcome);
      case Transfers.Result.Got(Task.Get task, Getter.Outcome outcome) -> got(task, outcome);
      case Transfers.Result.Cleared() -> tally.done();
      case Transfers.Result.Failed(DriveException.Stopped _, boolean _) ->
          // The person knows that they stopped it; what is left is told at the end.
          tally.stopped();
      case Transfers.Result.Failed(Exception why, boolean kept) -> {
        ObjectNode failed = tally.failed(job.task().shown(), why);
        if (kept) {
          failed.put("transfer", job.id());
        }
      }
    }
  }

  private void tellRefusals() {
    while (!refusals.isEmpty() && refusals.peek().before() <= told) {
      Refusal refusal = refusals.poll();
      tally.failed(refusal.name(), refusal.why());
    }
  }

  /** The status of all, once all have ended. */
  int status() {
    told = Integer.MAX_VALUE;
    tellRefusals();
    return tally.status();
  }

  private void put(Task task, Putter.Outcome outcome) {
    ObjectNode result = JsonNodeFactory.instance.objectNode().put("file", task.shown());
    switch (outcome) {
      case Putter.Outcome.Put(String name) -> {
        session.output().say("files.put", name);
        result.put("outcome", "put").put("name", name);
      }
      case Putter.Outcome.Skipped() -> {
        session.output().say("files.skipped", task.name());
        result.put("outcome", "skipped");
      }
    }
    results.add(result);
    tally.done();
  }

  private void got(Task.Get task, Getter.Outcome outcome) throws Exception {
    ObjectNode result = JsonNodeFactory.instance.objectNode().put("path", task.shown());
    switch (outcome) {
      case Getter.Outcome.Got(var written, var opened) -> {
        Path target = Path.of(task.into()).resolve(written.getFileName());
        String sealedBy = SealedByWords.tell(session, workplace, opened);
        if (!opened.metadata().name().equals(task.name())) {
          sealedBy += " " + session.words().text("files.sealed-as", opened.metadata().name());
        }
        session.output().say("files.opened", task.shown(), target, sealedBy);
        result
            .put("outcome", "got")
            .put("file", target.toString())
            .put("name", opened.metadata().name())
            .put("size", opened.size());
        SealedByWords.json(opened.sealedBy(), result);
      }
      case Getter.Outcome.Skipped() -> {
        session.output().say("files.skipped", task.shown());
        result.put("outcome", "skipped");
      }
    }
    results.add(result);
    tally.done();
  }
}
