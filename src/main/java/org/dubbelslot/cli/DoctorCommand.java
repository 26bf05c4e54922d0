package org.dubbelslot.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.dubbelslot.words.Exit;
import org.dubbelslot.words.Failure;
import org.dubbelslot.words.FailureCode;
import org.dubbelslot.words.Words;
import picocli.CommandLine.Command;

/** Looks over everything the other commands need, one line each with the remedy. */
@Command(name = "doctor")
final class DoctorCommand implements Action {
  @Override
  public int run(Session session) {
    List<Finding> findings = new Checkup(session).findings();
    Output output = session.output();
    if (output.isJson()) {
      output.json(json(findings));
    } else {
      findings.forEach(finding -> show(session, finding));
    }
    output.flush();
    List<Failure> failures =
        findings.stream().flatMap(finding -> finding.failure().stream()).toList();
    // Several checks can fail for one reason, which is told once.
    failures.stream().distinct().forEach(output::failure);
    return failures.stream()
        .map(Failure::code)
        .map(FailureCode::exit)
        .max(Comparator.naturalOrder())
        .orElse(Exit.DONE);
  }

  private static void show(Session session, Finding finding) {
    Words words = session.words();
    int width =
        Arrays.stream(Finding.State.values())
            .mapToInt(state -> state(words, state).length())
            .max()
            .orElseThrow();
    String state = state(words, finding.state());
    session
        .output()
        .say(
            "doctor.line",
            state + " ".repeat(width - state.length()),
            words.text("doctor.check." + finding.check()),
            finding.sentence(),
            finding.remedy().isEmpty() ? "" : " " + finding.remedy());
  }

  private static String state(Words words, Finding.State state) {
    return words.text("doctor.state." + Organisation.word(state));
  }

  private static ArrayNode json(List<Finding> findings) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (Finding finding : findings) {
      array
          .addObject()
          .put("check", finding.check())
          .put("state", Organisation.word(finding.state()))
          .put("finding", finding.sentence())
          .put("remedy", finding.remedy().isEmpty() ? null : finding.remedy())
          .put("code", finding.failure().map(Failure::code).map(FailureCode::code).orElse(null));
    }
    return array;
  }
}
