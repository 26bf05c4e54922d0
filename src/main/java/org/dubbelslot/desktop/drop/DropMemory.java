package org.dubbelslot.desktop.drop;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.dubbelslot.desktop.common.WindowSettings;
import org.dubbelslot.policy.DocumentClass;
import org.dubbelslot.transfer.Conflict;

/**
 * The answer that the person wants to be taken for granted: which class, and whether originals are
 * removed. A last day is not part of it; it follows from the class.
 */
public final class DropMemory {
  private static final String KEY = "drop.answer";
  private static final String CLASS = "class";
  private static final String REMOVE = "removeOriginal";

  private final WindowSettings settings;

  /** Kept in {@code settings}. */
  public DropMemory(WindowSettings settings) {
    this.settings = settings;
  }

  /**
   * What was remembered, if it is still an answer: of the classes that there are now.
   *
   * @param classes of the policy; empty where it distinguishes none
   */
  Optional<DropAnswer> answer(List<DocumentClass> classes, LocalDate today) {
    return settings
        .get(KEY)
        .flatMap(
            kept -> {
              String name = kept.path(CLASS).asText("");
              Optional<DocumentClass> kind =
                  classes.stream().filter(one -> one.name().equals(name)).findFirst();
              return kind.isEmpty() && !name.isEmpty()
                  ? Optional.empty()
                  : Optional.of(
                      new DropAnswer(
                          kind,
                          kind.flatMap(one -> DropAnswer.keepUntil(one, today)),
                          kept.path(REMOVE).asBoolean(false),
                          Conflict.FAIL));
            });
  }

  void remember(DropAnswer answer) {
    ObjectNode kept = JsonNodeFactory.instance.objectNode();
    answer.kind().ifPresent(kind -> kept.put(CLASS, kind.name()));
    kept.put(REMOVE, answer.removeOriginal());
    settings.put(KEY, kept);
  }

  /** Whether an answer is remembered. */
  public boolean isSet() {
    return settings.get(KEY).isPresent();
  }

  /** From now on it is asked again. */
  public void forget() {
    settings.remove(KEY);
  }
}
