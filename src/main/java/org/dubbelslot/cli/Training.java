package org.dubbelslot.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dubbelslot.words.Language;
import org.dubbelslot.words.Words;

/**
 * What the JVM watches while it makes the AOT cache: the classes that it loads here load fast
 * afterwards.
 */
public final class Training {
  private static final int FILE_BYTES = 8 * 1024 * 1024;

  private final Services.Factory factory;
  private final Surroundings surroundings = Surroundings.ofThisProcess();

  private Training(Services.Factory factory) {
    this.factory = factory;
  }

  /**
   * Takes a file's whole way, up to a drive and back, and that of one which stays on this computer.
   *
   * @return the exit status of the first command that failed; 0 when none did
   * @throws Exception when no organisation could be made to train with
   */
  public static int run(Services.Factory factory) throws Exception {
    Path folder = Files.createTempDirectory("dubbelslot-training-");
    try (TemporaryTree tree = new TemporaryTree(folder, false)) {
      return new Training(factory).commands(folder);
    }
  }

  private int commands(Path folder) throws Exception {
    TryOrganisation organisation = organisation(folder);
    Path file = Files.write(folder.resolve("file.bin"), new byte[FILE_BYTES]);
    String home = organisation.home().toString();
    String sealed = folder.resolve("file.dslot").toString();
    String opened = folder.resolve("opened.bin").toString();
    String team = organisation.team().text();
    return Stream.of(
            List.of("try"),
            List.of("--home", home, "seal", "--team", team, file.toString(), "-o", sealed),
            List.of("--home", home, "open", sealed, "-o", opened),
            List.of("--home", home, "inspect", sealed))
        .mapToInt(command -> new Cli(surroundings, factory).run(command.toArray(String[]::new)))
        .filter(exit -> exit != 0)
        .findFirst()
        .orElse(0);
  }

  private TryOrganisation organisation(Path folder) throws Exception {
    Words words = Words.in(Language.EN);
    try (Services services = factory.open(Optional.of(new Home(folder.resolve("nobody"))));
        Passphrases none = new Passphrases(Optional.empty(), Optional.empty(), words)) {
      Output output = new Output(surroundings, words, false);
      Session session = new Session(words, output, services, none, surroundings, factory, false);
      return TryOrganisation.make(session, folder.resolve("organisation"));
    }
  }
}
