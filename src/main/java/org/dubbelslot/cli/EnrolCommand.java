package org.dubbelslot.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Optional;
import org.dubbelslot.custody.DirectoryAddress;
import org.dubbelslot.custody.Enrolment;
import org.dubbelslot.files.AtomicFile;
import org.dubbelslot.files.KilledRuns;
import org.dubbelslot.keys.DeviceKeys;
import org.dubbelslot.keys.EnrolmentRequest;
import org.dubbelslot.keys.Pin;
import org.dubbelslot.policy.Policy;
import org.dubbelslot.words.Exit;
import org.dubbelslot.words.FailureCode;
import org.dubbelslot.workplace.RememberedPassphrase;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How an employee joins the organisation. */
@Command(
    name = "enrol",
    subcommands = {EnrolCommand.Request.class, EnrolCommand.Status.class})
final class EnrolCommand {

  /** Makes the request and shows the comparison code. */
  @Command(name = "request")
  static final class Request implements Action {
    @Option(names = "--directory", paramLabel = "ADDRESS", descriptionKey = "enrol.directory")
    String directory;

    @Option(names = "--pin", paramLabel = "PIN")
    String pin;

    @Option(names = "--name", paramLabel = "NAME", required = true, descriptionKey = "enrol.name")
    String name;

    @Option(
        names = {"-o", "--output"},
        paramLabel = "FILE",
        required = true,
        descriptionKey = "enrol.output")
    Path output;

    @Option(names = "--force", descriptionKey = "enrol.force")
    boolean force;

    @Override
    public int run(Session session) throws Exception {
      Policy policy = session.services().policy();
      Path home = session.services().home().create().folder();
      DirectoryAddress address = address(policy);
      Optional<Pin> pinned = pin(policy);
      RememberedPassphrase source =
          new DeviceKeys(home).exist()
              ? Organisation.existing(session)
              : Organisation.chosen(session);
      EnrolmentRequest request;
      new KilledRuns().sweep(output);
      try (AtomicFile file = session.hold(AtomicFile.create(output, force))) {
        Enrolment enrolment = new Enrolment(home, session.services().tools(source));
        request = enrolment.request(address, pinned, name);
        file.output().write(request.bytes());
        file.commit();
      }
      if (session.output().isJson()) {
        session.output().json(json(request).put("request", output.toString()));
        return Exit.DONE;
      }
      session.output().say("enrol.requested", output);
      session.output().say("enrol.code", request.comparisonCode());
      session.output().say("enrol.how");
      if (pinned.isEmpty()) {
        session.output().say("enrol.first-contact", request.pin().text());
      }
      return Exit.DONE;
    }

    private DirectoryAddress address(Policy policy) throws CommandException {
      Optional<String> decided = policy.directory();
      if (decided.isPresent() && directory != null && !decided.get().equals(directory)) {
        throw new CommandException(FailureCode.DECIDED_BY_POLICY, "--directory", decided.get());
      }
      String text = decided.orElse(directory);
      if (text == null) {
        throw new CommandException(
            FailureCode.MISSING_ARGUMENT, "--directory", "dubbelslot enrol request");
      }
      DirectoryAddress address = new DirectoryAddress(text);
      // A folder is meant from where the person stands, not from their home folder.
      return address.isWeb() || text.startsWith("file:")
          ? address
          : new DirectoryAddress(Path.of(text).toAbsolutePath().normalize().toString());
    }

    private Optional<Pin> pin(Policy policy) throws CommandException {
      Optional<Pin> decided =
          policy
              .organisation()
              .flatMap(
                  organisation ->
                      policy.custodians().map(custodians -> new Pin(organisation, custodians)));
      if (pin == null) {
        return decided;
      }
      Pin given;
      try {
        given = Pin.of(pin);
      } catch (IllegalArgumentException e) {
        throw new CommandException(FailureCode.BAD_VALUE, "--pin", pin, "dubbelslot enrol request");
      }
      if (decided.isPresent() && !decided.get().equals(given)) {
        throw new CommandException(FailureCode.DECIDED_BY_POLICY, "--pin", decided.get().text());
      }
      return Optional.of(given);
    }
  }

  /** How far the enrolment is; picks up what has been granted. */
  @Command(name = "status")
  static final class Status implements Action {
    @Override
    public int run(Session session) throws Exception {
      Enrolment enrolment = new Enrolment(Organisation.home(session), Organisation.tools(session));
      Enrolment.Progress progress = enrolment.pickUp();
      Optional<EnrolmentRequest> request = enrolment.request();
      if (session.output().isJson()) {
        ObjectNode json =
            request.map(EnrolCommand::json).orElseGet(JsonNodeFactory.instance::objectNode);
        session.output().json(json.put("progress", Organisation.word(progress)));
      } else {
        session.output().say("enrol." + Organisation.word(progress));
        if (progress == Enrolment.Progress.WAITING_FOR_CUSTODIAN && request.isPresent()) {
          session.output().say("enrol.code", request.get().comparisonCode());
        }
      }
      return progress == Enrolment.Progress.STOPPED ? Exit.KEY : Exit.DONE;
    }
  }

  private static ObjectNode json(EnrolmentRequest request) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("device", request.device().kid().text())
        .put("name", request.name())
        .put("pin", request.pin().text())
        .put("comparisonCode", request.comparisonCode());
  }
}
