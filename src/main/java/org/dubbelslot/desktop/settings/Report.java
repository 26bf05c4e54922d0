package org.dubbelslot.desktop.settings;

import java.io.IOException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.dubbelslot.egress.EgressRecord;
import org.dubbelslot.egress.Purpose;
import org.dubbelslot.policy.Decision;
import org.dubbelslot.policy.EffectivePolicy;
import org.dubbelslot.words.Failure;
import org.dubbelslot.words.Words;
import org.dubbelslot.workplace.ProgramLog;
import org.dubbelslot.workplace.Services;
import org.dubbelslot.workplace.Version;

/**
 * What those need who help with a problem, as one text.
 *
 * <p>It holds no name of a person, organisation, team, place, file, host or folder, no address, no
 * identifier and no key, because nothing of that is asked for: of a setting that could tell whose
 * computer it is stands only that it has a value, of connections only how many had which answer.
 *
 * @param system versions and settings of what the program runs on
 * @param policy what holds, or why that is not known
 * @param answers how often which HTTP status came, for each purpose; 0: none
 * @param log the newest lines of the program's own log
 */
record Report(
    Map<String, String> system,
    Policies policy,
    Map<Purpose, Map<Integer, Long>> answers,
    List<String> log) {
  private static final int LOG_LINES = 400;
  private static final int CONNECTIONS = 5000;

  /** What is known of the policies. */
  sealed interface Policies {
    /** They were read. */
    record Known(EffectivePolicy effective) implements Policies {}

    /** They were not. */
    record Unknown(Failure why) implements Policies {}
  }

  /**
   * Collects it; not for the screen's thread.
   *
   * @throws IOException when the record of connections or the log cannot be read
   */
  static Report collect(Services services, Policies policy, Words words, Appearance appearance)
      throws IOException {
    Map<Purpose, Map<Integer, Long>> answers = new EnumMap<>(Purpose.class);
    for (EgressRecord entry : services.egress().log().history(CONNECTIONS)) {
      answers
          .computeIfAbsent(entry.purpose(), purpose -> new TreeMap<>())
          .merge(entry.status(), 1L, Long::sum);
    }
    return new Report(
        system(words, appearance), policy, answers, ProgramLog.lines(services.home(), LOG_LINES));
  }

  private static Map<String, String> system(Words words, Appearance appearance) {
    Map<String, String> system = new LinkedHashMap<>();
    system.put("Dubbelslot", Version.text());
    system.put("Java", property("java.runtime.version") + ", " + property("java.vendor"));
    system.put("JavaFX", property("javafx.runtime.version"));
    system.put(
        "OS", property("os.name") + " " + property("os.version") + ", " + property("os.arch"));
    Runtime runtime = Runtime.getRuntime();
    system.put("CPU", String.valueOf(runtime.availableProcessors()));
    system.put("RAM", words.size(runtime.maxMemory()));
    system.put("Locale", Locale.getDefault().toLanguageTag() + ", " + words.language().tag());
    system.put(
        "UI", Shown.key(Optional.of(appearance.theme())) + ", " + appearance.textSize() + " px");
    return system;
  }

  private static String property(String name) {
    return System.getProperty(name, "?");
  }

  /** The report as a person sees and saves it. */
  String text(Words words) {
    StringBuilder text = new StringBuilder();
    text.append(words.text("desktop.report.title")).append("\n\n");
    system.forEach((name, value) -> line(text, name, value));
    heading(text, words.text("desktop.report.policy"));
    Shown shown = new Shown(words);
    switch (policy) {
      case Policies.Known known -> {
        for (Decision<?> decision : known.effective().decisions()) {
          line(
              text,
              decision.setting().name(),
              shown.anonymous(decision) + " (" + shown.source(decision) + ")");
        }
      }
      case Policies.Unknown unknown ->
          text.append(unknown.why().code().code()).append(' ').append(unknown.why().code());
    }
    heading(text, words.text("desktop.report.connections"));
    answers.forEach(
        (purpose, counts) ->
            line(
                text,
                purpose.name(),
                counts.entrySet().stream()
                    .map(count -> count.getKey() + " × " + count.getValue())
                    .collect(Collectors.joining(", "))));
    heading(text, words.text("desktop.report.log"));
    log.forEach(entry -> text.append(entry).append('\n'));
    return text.toString();
  }

  private static void heading(StringBuilder text, String heading) {
    text.append('\n').append(heading).append('\n');
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append("  ").append(name).append(": ").append(value).append('\n');
  }
}
