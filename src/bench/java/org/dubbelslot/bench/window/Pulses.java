package org.dubbelslot.bench.window;

import com.sun.javafx.logging.Logger;
import com.sun.javafx.logging.PulseLogger;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.function.LongSupplier;

/**
 * How long pulses take: the toolkit's own log of them, with {@code -Djavafx.pulseLogger=true}, kept
 * as numbers instead of printed. A pulse is what the screen's thread does for one picture; drawing
 * it is another thread's work.
 */
public final class Pulses extends Logger {
  private static final int MOST = 1 << 20;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final Timed pulses = new Timed(System::nanoTime);
  private final Timed worked = new Timed(THREADS::getCurrentThreadCpuTime);
  private final Timed drawings = new Timed(System::nanoTime);

  /** Durations in nanoseconds; written by one thread. */
  private static final class Timed {
    private final LongSupplier clock;
    private final long[] nanos = new long[MOST];
    private long begun;
    private int count;

    Timed(LongSupplier clock) {
      this.clock = clock;
    }

    synchronized void begin() {
      begun = clock.getAsLong();
    }

    synchronized void end() {
      if (count < MOST) {
        nanos[count++] = clock.getAsLong() - begun;
      }
    }

    synchronized void clear() {
      count = 0;
    }

    synchronized double[] millis() {
      return Arrays.stream(nanos, 0, count).mapToDouble(each -> each / 1e6).toArray();
    }
  }

  private Pulses() {}

  /** Takes the place of the toolkit's own; before the toolkit has started. */
  static Pulses install() throws ReflectiveOperationException {
    Field field = PulseLogger.class.getDeclaredField("loggers");
    field.setAccessible(true);
    Logger[] loggers = (Logger[]) field.get(null);
    Pulses pulses = new Pulses();
    loggers[0] = pulses;
    return pulses;
  }

  /** Forgets what was measured so far. */
  void clear() {
    pulses.clear();
    worked.clear();
    drawings.clear();
  }

  /** Milliseconds of each pulse on the screen's thread. */
  double[] pulses() {
    return pulses.millis();
  }

  /** Milliseconds of each pulse in which the screen's thread had a processor. */
  double[] worked() {
    return worked.millis();
  }

  /** Milliseconds of each drawing. */
  double[] drawings() {
    return drawings.millis();
  }

  @Override
  public void pulseStart() {
    pulses.begin();
    worked.begin();
  }

  @Override
  public void pulseEnd() {
    pulses.end();
    worked.end();
  }

  @Override
  public void renderStart() {
    drawings.begin();
  }

  @Override
  public void renderEnd() {
    drawings.end();
  }
}
