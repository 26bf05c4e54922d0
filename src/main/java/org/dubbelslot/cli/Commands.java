package org.dubbelslot.cli;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;

/**
 * Every command by its name, in the order of the help page.
 *
 * <p>The parser examines a command's class by reflection, which for all of them takes longer than
 * many a command itself. So it is given only those whose name occurs among the arguments: it can
 * meet no other.
 */
final class Commands {
  private static final String NEEDS_ALL = "completion";

  private Commands() {}

  private static Map<String, Supplier<Object>> all() {
    Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
    commands.put("seal", SealCommand::new);
    commands.put("open", OpenCommand::new);
    commands.put("inspect", InspectCommand::new);
    commands.put("sign-in", SignInCommand::new);
    commands.put("sign-out", SignOutCommand::new);
    commands.put("place", PlaceCommand::new);
    commands.put("put", PutCommand::new);
    commands.put("get", GetCommand::new);
    commands.put("ls", LsCommand::new);
    commands.put("mkdir", TreeCommands.Mkdir::new);
    commands.put("rm", TreeCommands.Rm::new);
    commands.put("mv", TreeCommands.Mv::new);
    commands.put("protect", ProtectCommand::new);
    commands.put("rewrap", RewrapCommand::new);
    commands.put("transfers", TransfersCommand::new);
    commands.put("try", TryCommand::new);
    commands.put("enrol", EnrolCommand::new);
    commands.put("team", TeamCommand::new);
    commands.put("custody", CustodyCommand::new);
    commands.put("sandbox", SandboxCommand::new);
    commands.put("policy", PolicyCommand::new);
    commands.put("doctor", DoctorCommand::new);
    commands.put(NEEDS_ALL, CompletionCommand::new);
    return commands;
  }

  /** Adds what {@code arguments} may name; every command where they name none. */
  static void addTo(CommandLine commandLine, String... arguments) {
    Map<String, Supplier<Object>> commands = all();
    Map<String, Supplier<Object>> named = new LinkedHashMap<>(commands);
    named.keySet().retainAll(Arrays.asList(arguments));
    boolean enough = !named.isEmpty() && !named.containsKey(NEEDS_ALL);
    (enough ? named : commands)
        .forEach((name, command) -> commandLine.addSubcommand(name, command.get()));
  }
}
