package org.dubbelslot.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.dubbelslot.json.StrictJson;

/**
 * Reads the three layers and lets each tighten the one above.
 *
 * <p>Organisation and machine may depart from the program's defaults in both directions, and
 * tighten each other. The person's settings tighten whatever holds without them, defaults included.
 * A request to loosen is not followed and is reported with the decision: so settings that were fine
 * yesterday do not stop the program when the organisation tightens its policy today.
 */
public final class PolicyReader {
  private static final int MAX_BYTES = 1 << 20;

  private final Map<Source, ObjectNode> layers = new EnumMap<>(Source.class);

  /** Where the administrator of this computer puts the policy. */
  public static Path machineFile(Map<String, String> environment, boolean windows) {
    if (windows) {
      String programData = environment.getOrDefault("ProgramData", "C:\\ProgramData");
      return Path.of(programData, "Dubbelslot", "policy.json");
    }
    return Path.of("/etc/dubbelslot/policy.json");
  }

  /**
   * Takes in the policy of the key directory: exact bytes whose signature has been verified.
   * Members that are no settings are ignored: they belong to newer versions.
   *
   * @throws PolicyException when it is not well formed or has an impossible value
   */
  public PolicyReader organisation(byte[] json) throws PolicyException {
    return layer(Source.ORGANISATION, json);
  }

  /**
   * Takes in the administrator's file; a missing one says nothing.
   *
   * @throws PolicyException when it is there and cannot be followed, word for word
   */
  public PolicyReader machine(Path file) throws PolicyException {
    return file(Source.MACHINE, file);
  }

  /**
   * Takes in the person's settings; a missing file says nothing.
   *
   * @throws PolicyException when it is there and cannot be followed, word for word
   */
  public PolicyReader user(Path file) throws PolicyException {
    return file(Source.USER, file);
  }

  /**
   * What holds.
   *
   * @throws PolicyException when a value is impossible, or nothing is left that all layers allow
   */
  public EffectivePolicy effective() throws PolicyException {
    List<Decision<?>> decisions = new ArrayList<>();
    for (Setting<?> setting : Setting.ALL) {
      decisions.add(decide(setting));
    }
    return new EffectivePolicy(decisions);
  }

  private <T> Decision<T> decide(Setting<T> setting) throws PolicyException {
    Optional<T> value = Optional.empty();
    Optional<T> limit = Optional.empty();
    Source source = Source.DEFAULT;
    List<Decision.Refusal<T>> refused = new ArrayList<>();
    for (Source layer : List.of(Source.ORGANISATION, Source.MACHINE, Source.USER)) {
      Optional<T> asked = asked(setting, layer);
      if (layer == Source.USER) {
        value = value.or(setting::defaultValue);
        limit = value;
      }
      if (asked.isEmpty()) {
        continue;
      }
      T result = value.isEmpty() ? asked.get() : setting.tighten(value.get(), asked.get());
      if (setting.allowsNothing(result)) {
        throw new PolicyException.NothingLeft(layer, setting.name());
      }
      if (!result.equals(asked.get())) {
        refused.add(new Decision.Refusal<>(layer, asked.get()));
      }
      if (value.isEmpty() || !value.get().equals(result)) {
        source = layer;
      }
      value = Optional.of(result);
    }
    return new Decision<>(setting, value, source, List.copyOf(refused), limit);
  }

  private <T> Optional<T> asked(Setting<T> setting, Source layer) throws PolicyException {
    ObjectNode object = layers.get(layer);
    JsonNode json = object == null ? null : object.get(setting.name());
    if (json == null) {
      return Optional.empty();
    }
    if (!setting.mayBeDecidedBy(layer)) {
      throw new PolicyException.UnknownSetting(layer, setting.name());
    }
    Optional<T> value = setting.read(json);
    if (value.isEmpty()) {
      throw new PolicyException.BadValue(layer, setting.name());
    }
    return value;
  }

  private PolicyReader file(Source source, Path file) throws PolicyException {
    byte[] bytes;
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new PolicyException.Malformed(source);
      }
      bytes = StrictJson.ofEditor(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      return this;
    } catch (IOException e) {
      throw new PolicyException.Unreadable(source);
    }
    layer(source, bytes);
    Set<String> known = Setting.ALL.stream().map(Setting::name).collect(Collectors.toSet());
    for (Map.Entry<String, JsonNode> member : layers.get(source).properties()) {
      if (!known.contains(member.getKey())) {
        throw new PolicyException.UnknownSetting(source, member.getKey());
      }
    }
    return this;
  }

  private PolicyReader layer(Source source, byte[] json) throws PolicyException {
    try {
      layers.put(source, StrictJson.parse(json));
      return this;
    } catch (IOException e) {
      throw new PolicyException.Malformed(source);
    }
  }
}
