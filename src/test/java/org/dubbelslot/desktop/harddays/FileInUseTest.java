package org.dubbelslot.desktop.harddays;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.dubbelslot.desktop.RealWindow;
import org.dubbelslot.transfer.TransferSnapshot;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A file that another program has open")
class FileInUseTest extends HardDay {
  private static final String SLOW =
      "[{\"method\":\"PUT\",\"path\":\"\",\"delayMillis\":300,\"times\":-1}]";

  @Test
  @DisplayName("and of which no byte can be read is told with its name, and the others are taken")
  void readingFails() throws Exception {
    Path broken = unreadable();
    begin();
    window.drop(broken, file("goed.txt"));
    window.startDrop();
    RealWindow.until(() -> window.remote().contains("goed.txt"));
    window.stages.awaitText("DS-4");
    window.stages.awaitText(broken.getFileName().toString());
    window.stages.find("#transfers .troubled");
    window.stages.picture("hardday-file-unreadable");
    assertThat(window.remote()).containsExactly("goed.txt");
  }

  /** Locked against whoever runs this; the system's own where that person reads everything. */
  private Path unreadable() throws Exception {
    Path locked = file("in gebruik.docx");
    Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("---------"));
    return Files.isReadable(locked) ? Path.of("/proc/self/mem") : locked;
  }

  @Test
  @DisplayName("and that vanishes before its turn is told, and the others arrive")
  void vanishes() throws Exception {
    begin();
    Path weg = file("weg.txt");
    window.drop(weg, file("goed.txt"));
    window.stages.find("#drop-start");
    Files.delete(weg);
    window.startDrop();
    RealWindow.until(() -> window.remote().contains("goed.txt"));
    window.stages.awaitText("weg.txt");
    window.stages.awaitText("DS-4");
    window.stages.picture("hardday-file-vanished");
  }

  @Test
  @DisplayName("and that goes on writing it: what arrives is one state of it, or nothing")
  void changesUnderTheHands() throws Exception {
    begin();
    byte[] content = bytes(16 * MEBIBYTE, 5);
    Path large = file("opname.mp4", content);
    world.faults(SLOW);
    window.drop(large);
    window.startDrop();
    RealWindow.until(() -> window.transfers().totals().running() > 0);
    try (RandomAccessFile other = new RandomAccessFile(large.toFile(), "rw")) {
      other.seek(content.length);
      other.write(bytes(MEBIBYTE, 6));
    }
    world.noFaults();
    RealWindow.until(
        () ->
            window.transfers().lines().stream()
                    .anyMatch(line -> line.state() == TransferSnapshot.State.FAILED)
                || window.transfers().totals().filesDone() == 1);
    if (window.remote().isEmpty()) {
      window.stages.awaitText("DS-4");
    } else {
      assertThat(opened("opname.mp4")).isEqualTo(content);
    }
  }
}
