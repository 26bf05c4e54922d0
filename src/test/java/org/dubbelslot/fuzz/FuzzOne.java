package org.dubbelslot.fuzz;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.io.PrintWriter;
import java.lang.reflect.Method;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/**
 * Fuzzes one target in this process: arguments are its selector and the seconds. {@link FuzzAll}
 * starts it with {@code JAZZER_FUZZ=1}.
 */
public final class FuzzOne {
  private FuzzOne() {}

  static String selector(Method method) {
    return Arrays.stream(method.getParameterTypes())
        .map(Class::getTypeName)
        .collect(
            Collectors.joining(
                ", ", method.getDeclaringClass().getName() + "#" + method.getName() + "(", ")"));
  }

  /** Ends with status 1 unless exactly the one target ran and found nothing. */
  public static void main(String[] args) {
    // The annotation's maxDuration cannot be set from outside; libFuzzer's own flag comes later and
    // wins. Jazzer's JUnit integration takes such flags from these parameters.
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectMethod(args[0]))
            .configurationParameter("jazzer.internal.arg.0", "fuzz")
            .configurationParameter("jazzer.internal.arg.1", "-max_total_time=" + args[1])
            .build();
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherFactory.create().execute(request, listener);
    TestExecutionSummary summary = listener.getSummary();
    summary.printFailuresTo(new PrintWriter(System.out, true, Charset.defaultCharset()));
    boolean sound = summary.getTotalFailureCount() == 0 && summary.getTestsSucceededCount() > 0;
    System.exit(sound ? 0 : 1);
  }
}
