package org.dubbelslot.workplace;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dubbelslot.crypto.Base64Url;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.crypto.SecretBytes;
import org.dubbelslot.custody.ExampleOrganisation;
import org.dubbelslot.custody.Tools;
import org.dubbelslot.keys.DeviceKeys;
import org.dubbelslot.keys.DirectoryPaths;
import org.dubbelslot.keys.Line;
import org.dubbelslot.keys.PassphraseSource;

/**
 * A fresh organisation with a member who has both keys, one whose device was never granted the
 * organisation's, and one who is in another team.
 *
 * @param home of the member with both keys
 * @param team whose files are protected
 * @param board a second team of the same member
 * @param withoutOrganisationKey home of a colleague of the same team
 * @param withoutTeamKey home of a colleague of another team
 */
public record TryOrganisation(
    Path home, Kid team, Kid board, Path withoutOrganisationKey, Path withoutTeamKey) {
  /** What it is called, in both languages. */
  public static final String NAME = "Voorbeeldschool De Vuurtoren (verzonnen)";

  private static final String CARE = "Zorg";
  private static final String BOARD = "Directie";

  /** Its keys protect nothing: costly passphrases would gain nothing. */
  private static final int SCRYPT_WORK_FACTOR = 10;

  /**
   * Makes one in {@code folder}; asks nobody for anything.
   *
   * @throws Exception when it cannot be written
   */
  public static TryOrganisation make(Services services, Path folder) throws Exception {
    return make(services, folder, CARE, BOARD);
  }

  /**
   * As above, with teams of these names.
   *
   * @throws Exception when it cannot be written
   */
  public static TryOrganisation make(Services services, Path folder, String care, String board)
      throws Exception {
    Tools usual = services.tools(PassphraseSource.none());
    Tools tools =
        new Tools(
            usual.passphrases(),
            usual.egress(),
            usual.workers(),
            usual.clock(),
            SCRYPT_WORK_FACTOR);
    ExampleOrganisation.Person marijke =
        new ExampleOrganisation.Person("Marijke de Wit", List.of(care, board));
    ExampleOrganisation.Person bas = new ExampleOrganisation.Person("Bas Kuipers", List.of(care));
    ExampleOrganisation.Person fatima =
        new ExampleOrganisation.Person("Fatima el Idrissi", List.of(board));
    String passphrase;
    try (SecretBytes random = SecretBytes.random(16)) {
      passphrase = Base64Url.encode(random.bytes());
    }
    ExampleOrganisation.Made made =
        ExampleOrganisation.make(
            new ExampleOrganisation.Plan(
                NAME, List.of(care, board), List.of(marijke, bas, fatima), passphrase),
            folder,
            tools);
    Path basHome = made.homes().get(bas.name());
    Kid organisationKey = made.directory().active(Line.MAIN).orElseThrow().kid();
    Files.delete(
        folder
            .resolve("directory")
            .resolve(DirectoryPaths.grant(new DeviceKeys(basHome).kid(), organisationKey)));
    return new TryOrganisation(
        made.homes().get(marijke.name()),
        made.teams().get(care),
        made.teams().get(board),
        basHome,
        made.homes().get(fatima.name()));
  }
}
