package org.dubbelslot.bench.window;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.control.TableView;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.DataFormat;
import javafx.scene.input.DragEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.TransferMode;
import org.dubbelslot.desktop.inspect.DroppedContent;

/**
 * Unlocks, opens a large folder, scrolls in it, opens it again, and drops files on the folder above
 * it; prints one line of JSON.
 */
final class FolderProbe {
  private static final String TABLE = "folder-table";
  private static final int MOST_SCROLLS = 900;
  private static final int JUMPS = 100;
  private static final double WHEEL_PIXELS = 120;

  private final JsonMapper json = new JsonMapper();
  private final ObjectNode figures = json.createObjectNode();
  private final int items;
  private final File[] files;
  private final Pulses pulses;
  private long begun;
  private int steps;
  private Heartbeat heartbeat;

  /** Takes how many items the folder has, and the folder whose files are dropped. */
  FolderProbe(String[] probe) throws ReflectiveOperationException {
    items = Integer.parseInt(probe[1]);
    files = new File(probe[2]).listFiles();
    Arrays.sort(files);
    pulses = Pulses.install();
  }

  void begin(Errands errands) {
    errands.until(() -> Errands.press("unlock")).until(() -> Errands.rows(TABLE) == 1);
    opens(errands, "first");
    scrolls(errands, "wheel", Math.min(MOST_SCROLLS, items / 4), this::wheel);
    scrolls(errands, "jumps", JUMPS, this::jump);
    errands.until(() -> Errands.press("folder-up")).until(() -> Errands.rows(TABLE) == 1);
    opens(errands, "again");
    errands.until(() -> Errands.press("folder-up")).until(() -> Errands.rows(TABLE) == 1);
    drops(errands);
    errands.then(this::print).then(Errands::close);
  }

  private TableView<?> table() {
    return Errands.table(TABLE).orElseThrow();
  }

  private void opens(Errands errands, String name) {
    errands
        .then(
            () -> {
              table().getSelectionModel().select(0);
              table().requestFocus();
            })
        .then(
            () -> {
              pulses.clear();
              heartbeat = new Heartbeat();
              begun = System.nanoTime();
              press(KeyCode.ENTER);
            })
        .until(() -> Errands.rows(TABLE) > 1)
        .then(
            () -> {
              figures.put(name + "RowsMillis", millis());
              figures.put(name + "Rows", Errands.rows(TABLE));
            })
        .until(() -> Errands.rows(TABLE) == items)
        .then(
            () -> {
              figures.put(name + "AllMillis", millis());
              figures.set(name + "Pulse", range(pulses.pulses()));
              figures.set(name + "PulseProcessor", range(pulses.worked()));
              figures.set(name + "Pause", range(heartbeat.end()));
            });
  }

  private double millis() {
    return (System.nanoTime() - begun) / 1e6;
  }

  private void press(KeyCode key) {
    Event.fireEvent(
        table(), new KeyEvent(KeyEvent.KEY_PRESSED, "", "", key, false, false, false, false));
  }

  private void scrolls(Errands errands, String name, int times, Runnable step) {
    errands
        .then(
            () -> {
              steps = 0;
              table().scrollTo(0);
              pulses.clear();
              heartbeat = new Heartbeat();
            })
        .until(
            () -> {
              step.run();
              return ++steps == times;
            })
        .then(
            () -> {
              figures.set(name + "Pulse", range(pulses.pulses()));
              figures.set(name + "PulseProcessor", range(pulses.worked()));
              figures.set(name + "Drawing", range(pulses.drawings()));
              figures.set(name + "Pause", range(heartbeat.end()));
            });
  }

  /** Three rows on, as a turn of the wheel. */
  private void wheel() {
    if (table().lookup(".virtual-flow") instanceof VirtualFlow<?> flow) {
      flow.scrollPixels(WHEEL_PIXELS);
    }
  }

  private void jump() {
    table().scrollTo((steps + 1) * 7919 % items);
  }

  private void drops(Errands errands) {
    errands
        .then(
            () -> {
              pulses.clear();
              heartbeat = new Heartbeat();
              begun = System.nanoTime();
              drop();
            })
        .until(() -> Errands.press("drop-start"))
        .then(() -> figures.put("dropAskedMillis", millis()))
        .until(() -> Errands.rows(TABLE) == files.length + 1)
        .then(
            () -> {
              figures.put("dropped", files.length);
              figures.put("dropMillis", millis());
              figures.set("dropPulse", range(pulses.pulses()));
              figures.set("dropPulseProcessor", range(pulses.worked()));
              figures.set("dropPause", range(heartbeat.end()));
            });
  }

  /** Another program lets files go over the empty part of the table. */
  private void drop() {
    var board = DroppedContent.dragboard(Map.of(DataFormat.FILES, List.of(files)));
    Node target = table();
    for (var type : List.of(DragEvent.DRAG_OVER, DragEvent.DRAG_DROPPED)) {
      Event.fireEvent(
          target,
          new DragEvent(
              null, target, type, board, 9, 300, 9, 300, TransferMode.COPY, null, null, null));
    }
  }

  private void print() {
    figures.put("pipeline", WindowProbe.pipeline());
    try {
      System.out.println(json.writeValueAsString(figures));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ObjectNode range(double... values) {
    double[] sorted = Arrays.stream(values).sorted().toArray();
    ObjectNode range = json.createObjectNode().put("count", sorted.length);
    if (sorted.length > 0) {
      range
          .put("p50", sorted[sorted.length / 2])
          .put("p99", sorted[(int) (sorted.length * 0.99)])
          .put("most", sorted[sorted.length - 1]);
    }
    return range;
  }
}
