package org.dubbelslot.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.dubbelslot.transfer.Job;
import org.dubbelslot.transfer.Task;
import org.dubbelslot.transfer.TransferQueue;
import org.dubbelslot.transfer.Transfers;
import org.dubbelslot.words.Exit;
import org.dubbelslot.words.FailureCode;
import org.dubbelslot.workplace.Workplace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Transfers that were interrupted: what they are, going on with them, giving them up. */
@Command(
    name = "transfers",
    subcommands = {
      TransfersCommand.ListJobs.class,
      TransfersCommand.Resume.class,
      TransfersCommand.Cancel.class
    })
final class TransfersCommand {

  /** Lists what is not done yet. */
  @Command(name = "list")
  static final class ListJobs implements Action {
    @Override
    public int run(Session session) throws Exception {
      List<Job> jobs = session.workplace().queue().others();
      if (jobs.isEmpty() && !session.output().isJson()) {
        session.output().say("transfers.none");
        return Exit.DONE;
      }
      session
          .output()
          .table(
              List.of("transfer", "state", "direction", "place", "size", "asked", "code", "file"),
              jobs,
              job -> row(session, job));
      return Exit.DONE;
    }

    private static List<JsonNode> row(Session session, Job job) {
      boolean json = session.output().isJson();
      String state = job.state().name().toLowerCase(Locale.ROOT);
      String direction =
          switch (job.task()) {
            case Task.Put _ -> "put";
            case Task.Get _ -> "get";
            case Task.Loose _ -> "move";
          };
      return Arrays.asList(
          LongNode.valueOf(job.id()),
          TextNode.valueOf(json ? state : session.words().text("transfers.state." + state)),
          TextNode.valueOf(
              json ? direction : session.words().text("transfers.direction." + direction)),
          TextNode.valueOf(job.task().place()),
          json
              ? LongNode.valueOf(job.task().size())
              : TextNode.valueOf(session.words().size(job.task().size())),
          TextNode.valueOf(json ? job.since().toString() : session.words().moment(job.since())),
          job.code().<JsonNode>map(TextNode::valueOf).orElse(null),
          TextNode.valueOf(job.task().shown()));
    }
  }

  /** Goes on with what was interrupted. */
  @Command(name = "resume")
  static final class Resume implements Action {
    @Parameters(arity = "0..*", paramLabel = "ID", descriptionKey = "argument.transfers-resume")
    List<Long> ids = new ArrayList<>();

    @Override
    public int run(Session session) throws Exception {
      Workplace workplace = session.workplace();
      Transfers transfers = workplace.transfers();
      ArrayNode results = JsonNodeFactory.instance.arrayNode();
      int asked = 0;
      int taken = 0;
      int status = Exit.DONE;
      if (ids.isEmpty()) {
        for (Job job : workplace.queue().others()) {
          taken += workplace.queue().adopt(job) ? 1 : 0;
        }
      } else {
        asked = ids.size();
        status = session.each(ids, String::valueOf, results, id -> take(workplace.queue(), id));
        taken = workplace.queue().size();
      }
      if (taken == 0 && asked == 0) {
        session.output().say("transfers.none");
      }
      TransferReport report =
          new TransferReport(session, workplace, results, taken, new ArrayDeque<>());
      transfers.run(report);
      if (session.output().isJson()) {
        session.output().json(results);
      }
      return Statuses.of(status, asked, report.status(), taken);
    }
  }

  /** Gives transfers up: neither the drive nor this computer keeps anything of them. */
  @Command(name = "cancel")
  static final class Cancel implements Action {
    @Parameters(arity = "1..*", paramLabel = "ID", descriptionKey = "argument.transfers-cancel")
    List<Long> ids;

    @Override
    public int run(Session session) throws Exception {
      Workplace workplace = session.workplace();
      Transfers transfers = workplace.transfers();
      ArrayNode results = JsonNodeFactory.instance.arrayNode();
      int status =
          session.each(
              ids,
              String::valueOf,
              results,
              id -> {
                Job job = take(workplace.queue(), id);
                transfers.cancel(job);
                session.output().say("transfers.cancelled", job.task().shown());
                results.addObject().put("cancelled", id).put("file", job.task().shown());
              });
      if (session.output().isJson()) {
        session.output().json(results);
      }
      return status;
    }
  }

  private static Job take(TransferQueue queue, long id) throws Exception {
    Job job =
        queue.others().stream()
            .filter(one -> one.id() == id)
            .findFirst()
            .orElseThrow(() -> new CommandException(FailureCode.TRANSFER_UNKNOWN, id));
    if (!queue.adopt(job)) {
      throw new CommandException(FailureCode.TRANSFER_UNDER_WAY, id);
    }
    return job;
  }
}
