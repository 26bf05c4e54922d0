package org.dubbelslot.desktop.start;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.crypto.SecretBytes;
import org.dubbelslot.custody.CustodianDesk;
import org.dubbelslot.custody.Enrolment;
import org.dubbelslot.custody.Founding;
import org.dubbelslot.custody.Tools;
import org.dubbelslot.desktop.common.Background;
import org.dubbelslot.desktop.common.Desk;
import org.dubbelslot.desktop.common.World;
import org.dubbelslot.keys.EnrolmentRequest;
import org.dubbelslot.keys.KeyDirectory;
import org.dubbelslot.keys.PassphraseSource;
import org.dubbelslot.words.Language;
import org.dubbelslot.words.Words;
import org.dubbelslot.workplace.Services;
import org.dubbelslot.workplace.TestServices;

/**
 * A real organisation whose founder admits whoever asks, and the folder of somebody who has not
 * asked yet.
 */
public final class JoinWorld implements AutoCloseable {
  public static final String PASSPHRASE = "vier woorden zijn genoeg";
  private static final int QUICK = 8;

  public final Path directory;
  public final Path home;
  private final Path founder;
  private final Tools tools;
  private final Founding.Founded founded;
  private final List<AutoCloseable> opened = new ArrayList<>();
  private Optional<byte[]> policy = Optional.empty();

  /** Makes the organisation in an empty folder. */
  public JoinWorld(Path folder) throws Exception {
    directory = folder.resolve("share/keys");
    home = folder.resolve("home");
    founder = folder.resolve("founder");
    Services services = hold(new TestServices(founder, clock()));
    Tools usual = services.tools(JoinWorld::founderPassphrase);
    tools = new Tools(usual.passphrases(), usual.egress(), usual.workers(), usual.clock(), QUICK);
    founded =
        new Founding(tools)
            .found(
                Founding.Plan.usual(
                    "Stichting De Brug (verzonnen)", "Marieke", Optional.of("Zorg"), World.NOW),
                Founding.Places.in(founder, directory));
  }

  private static SecretBytes founderPassphrase() {
    return SecretBytes.wrap("van de oprichter".getBytes(StandardCharsets.UTF_8));
  }

  static SecretBytes passphrase() {
    return SecretBytes.wrap(PASSPHRASE.getBytes(StandardCharsets.UTF_8));
  }

  private static Clock clock() {
    return Clock.fixed(World.NOW, ZoneOffset.UTC);
  }

  private <T extends AutoCloseable> T hold(T resource) {
    opened.add(resource);
    return resource;
  }

  /** What every policy reading finds from now on. */
  public void policy(String json) {
    policy = Optional.of(json.getBytes(StandardCharsets.UTF_8));
  }

  /** Whatever every policy reading finds now. */
  public Optional<byte[]> policy() {
    return policy;
  }

  /** Services on the newcomer's device; closed with this world. */
  public Services services() {
    return hold(new TestServices(home, clock(), () -> policy));
  }

  Desk desk(Language language, Background background) {
    return hold(new Desk(services(), Words.in(language), background));
  }

  /** The request as it lies in the person's folder. */
  public Optional<EnrolmentRequest> request() throws Exception {
    return new Enrolment(home, services().tools(PassphraseSource.none())).request();
  }

  /** The founder admits whoever asked, into a team of which she is steward, or into none. */
  public void approve(boolean intoTeam) throws Exception {
    try (CustodianDesk desk = CustodianDesk.open(founder, tools)) {
      desk.members()
          .approve(
              EnrolmentRequest.parse(request().orElseThrow().bytes()),
              Optional.empty(),
              intoTeam ? List.of(team()) : List.of(),
              false);
    }
  }

  /** The founder lets everybody in who was admitted without a team. */
  public void letIn() throws Exception {
    try (CustodianDesk desk = CustodianDesk.open(founder, tools)) {
      Kid waiting = desk.members().find("Jan Bakker");
      desk.members().join(waiting, team(), false);
    }
  }

  public KeyDirectory published() throws Exception {
    try (CustodianDesk desk = CustodianDesk.open(founder, tools)) {
      return desk.directory();
    }
  }

  private Kid team() {
    return founded.team().orElseThrow();
  }

  @Override
  public void close() throws Exception {
    for (AutoCloseable each : opened.reversed()) {
      each.close();
    }
  }
}
