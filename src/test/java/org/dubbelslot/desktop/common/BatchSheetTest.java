package org.dubbelslot.desktop.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import javafx.scene.layout.StackPane;
import org.dubbelslot.drive.DriveException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The sheet of a batch")
@Timeout(120)
class BatchSheetTest {
  private static final List<String> ITEMS = List.of("gemist.txt", "onderweg.txt");

  private @TempDir Path folder;
  private final Stages stages = new Stages();
  private World world;
  private Frame frame;

  @BeforeAll
  static void screen() {
    Stages.require();
  }

  @BeforeEach
  void open() throws Exception {
    world = new World(folder);
    frame =
        new AtDesk(
                world, stages, World.BAS, "batch", AtDesk.Look.usual(), handed -> new StackPane())
            .frame();
  }

  @AfterEach
  void close() throws Exception {
    stages.close();
    world.close();
  }

  @Test
  @DisplayName("tells nobody which files were missed when a lock ended it halfway")
  void lockedHalfway() throws Exception {
    CountDownLatch mayEnd = new CountDownLatch(1);
    Batch<String, String> batch = Stages.on(() -> new Batch<>(frame, ITEMS, name -> name));
    Stages.onScreen(
        () -> {
          batch.start(
              workplace ->
                  item -> {
                    if (item.equals(ITEMS.getFirst())) {
                      throw new DriveException.NotFound();
                    }
                    mayEnd.await();
                    return item;
                  });
          BatchSheet.follow(frame, "Verplaatsen", batch, () -> BatchSheet.tellMissed(frame, batch));
        });
    Stages.until(() -> batch.passedProperty().get() == 1);
    Stages.onScreen(() -> frame.desk().lock());
    mayEnd.countDown();
    Stages.settle();
    assertThat(Stages.on(() -> batch.phaseProperty().get())).isEqualTo(Batch.Phase.ENDED);
    assertThat(Stages.on(() -> List.copyOf(frame.announcements().shown()))).isEmpty();
    assertThat(stages.texts()).noneMatch(text -> text.contains("gemist"));
    assertThat(Stages.on(() -> frame.sheets().isAsking())).isFalse();
    assertThat(Stages.on(() -> frame.desk().underway().takeBrokenOff())).hasSize(1);
  }
}
