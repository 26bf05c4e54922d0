package org.dubbelslot.workplace;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.dubbelslot.files.AtomicFile;
import org.dubbelslot.files.LocalFileException;
import org.dubbelslot.json.StrictJson;
import org.dubbelslot.policy.Decision;
import org.dubbelslot.policy.PolicyException;
import org.dubbelslot.policy.Source;

/**
 * The person's own settings, which can only be stricter than what was decided for them. For any
 * number of threads of one program.
 */
public final class PersonalSettings {
  private final Home home;

  /** Those in {@code home}. */
  public PersonalSettings(Home home) {
    this.home = home;
  }

  /**
   * Asks for a value. Where it is what holds anyway, the person has no wish of their own: their
   * settings follow when something else is decided.
   *
   * @param decision on the setting, as it stands now
   * @throws PolicyException.Looser when it is looser than what holds without the person
   * @throws PolicyException when the settings that are there cannot be read
   * @throws LocalFileException when they cannot be written
   */
  public synchronized <T> void ask(Decision<T> decision, T value)
      throws PolicyException, LocalFileException {
    Optional<T> limit = decision.limit();
    String name = decision.setting().name();
    if (limit.isPresent() && !decision.setting().isWithin(limit.get(), value)) {
      throw new PolicyException.Looser(name);
    }
    ObjectNode settings = read();
    if (limit.equals(Optional.of(value))) {
      settings.remove(name);
    } else {
      settings.set(name, decision.setting().write(value));
    }
    write(settings);
  }

  private ObjectNode read() throws PolicyException {
    Path file = home.settings();
    if (!Files.exists(file)) {
      return JsonNodeFactory.instance.objectNode();
    }
    byte[] bytes;
    try {
      bytes = StrictJson.ofEditor(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new PolicyException.Unreadable(Source.USER);
    }
    try {
      return StrictJson.parse(bytes);
    } catch (IOException e) {
      throw new PolicyException.Malformed(Source.USER);
    }
  }

  private void write(ObjectNode settings) throws LocalFileException {
    Path file = home.create().settings();
    try (AtomicFile written = AtomicFile.create(file, true)) {
      written.output().write(StrictJson.write(settings));
      written.commit();
    } catch (LocalFileException e) {
      throw e;
    } catch (IOException e) {
      throw LocalFileException.whileWriting(file, e);
    }
  }
}
