package org.dubbelslot.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dubbelslot.custody.DirectoryAddress;
import org.dubbelslot.keys.DirectoryException;
import org.dubbelslot.sandbox.Sandbox;
import org.dubbelslot.sandbox.SandboxOptions;
import org.dubbelslot.workplace.Home;
import org.dubbelslot.workplace.Services;
import org.dubbelslot.workplace.TryOrganisation;

/**
 * What the JVM watches while it makes the AOT cache: the classes that it loads here load fast
 * afterwards.
 */
public final class Training {
  private static final int FILE_BYTES = 8 * 1024 * 1024;

  /** What is trained for. */
  public enum Course {
    /** Every command. */
    ALL,
    /** The commands that need this computer only, and perhaps a key directory on the web. */
    LOCAL
  }

  private final Services.Factory factory;
  private final Surroundings surroundings = Surroundings.ofThisProcess();

  private Training(Services.Factory factory) {
    this.factory = factory;
  }

  /**
   * Takes the way of a file that stays on this computer and, unless only that is asked for, the way
   * up to a drive and back.
   *
   * @return the exit status of the first command that failed; 0 when none did
   * @throws Exception when no organisation could be made to train with
   */
  public static int run(Services.Factory factory, Course course) throws Exception {
    Path folder = Files.createTempDirectory("dubbelslot-training-");
    try (TemporaryTree tree = new TemporaryTree(folder, false)) {
      return new Training(factory).commands(folder, course);
    }
  }

  private int commands(Path folder, Course course) throws Exception {
    TryOrganisation organisation = organisation(folder);
    Path file = Files.write(folder.resolve("file.bin"), new byte[FILE_BYTES]);
    String sealed = folder.resolve("file.dslot").toString();
    String team = organisation.team().text();
    List<List<String>> local =
        List.of(
            List.of("seal", "--team", team, file.toString(), "-o", sealed),
            List.of("open", sealed, "-o", folder.resolve("opened.bin").toString()),
            List.of("inspect", sealed),
            List.of("--version"));
    SandboxOptions options = SandboxOptions.at(Files.createDirectory(folder.resolve("drive")));
    try (Sandbox sandbox = Sandbox.start(options.withTls(true).withLog(line -> {}))) {
      trust(sandbox.caFile().orElseThrow(), folder.resolve("trust.p12"));
      isDirectory(sandbox.graph().toString(), organisation.home());
      int exit = run(organisation.home(), local);
      return exit != 0 || course == Course.LOCAL
          ? exit
          : remote(folder, organisation, file, sandbox);
    }
  }

  /** Asks as for a key directory on a web server, which local commands may have to read. */
  private boolean isDirectory(String address, Path home) throws Exception {
    try (Services services = factory.open(Optional.of(new Home(home)))) {
      DirectoryAddress asked = new DirectoryAddress(address);
      return asked.source(home, services.egress()::client).fetch("revision.json", 1).isPresent();
    } catch (DirectoryException e) {
      return false;
    }
  }

  private int remote(Path folder, TryOrganisation organisation, Path file, Sandbox sandbox)
      throws Exception {
    Path letter = Files.writeString(folder.resolve("letter.txt"), "letter");
    Path token = Files.writeString(folder.resolve("token.txt"), sandbox.token());
    return run(
        organisation.home(),
        List.of(
            List.of(
                "place",
                "add",
                "drive",
                "--drive",
                "me",
                "--team",
                organisation.team().text(),
                "--graph",
                sandbox.graph().toString(),
                "--token-file",
                token.toString()),
            List.of("mkdir", "drive:/Training"),
            List.of("put", file.toString(), letter.toString(), "drive:/Training/"),
            List.of("ls", "-r", "drive:/"),
            List.of("get", "-r", "drive:/Training", folder.toString()),
            List.of("try")));
  }

  /** Stops at the first command that fails. */
  private int run(Path home, List<List<String>> commands) {
    for (List<String> command : commands) {
      Stream<String> all = Stream.concat(Stream.of("--home", home.toString()), command.stream());
      int exit = new Cli(surroundings, factory).run(all.toArray(String[]::new));
      if (exit != 0) {
        return exit;
      }
    }
    return 0;
  }

  /** Has this process trust the sandbox, so that it loads what https takes, as with OneDrive. */
  private static void trust(Path authority, Path target)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    try (InputStream in = Files.newInputStream(authority)) {
      CertificateFactory certificates = CertificateFactory.getInstance("X.509");
      store.setCertificateEntry("sandbox", certificates.generateCertificate(in));
    }
    try (OutputStream out = Files.newOutputStream(target)) {
      store.store(out, null);
    }
    System.setProperty("javax.net.ssl.trustStore", target.toString());
  }

  private TryOrganisation organisation(Path folder) throws Exception {
    try (Services services = factory.open(Optional.of(new Home(folder.resolve("nobody"))))) {
      return TryOrganisation.make(services, folder.resolve("organisation"));
    }
  }
}
