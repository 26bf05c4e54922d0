package org.dubbelslot.desktop.harddays;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dubbelslot.desktop.RealWindow;
import org.dubbelslot.desktop.common.World;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The sign-in expires during a large upload")
class SignInExpiredTest extends HardDay {
  private static final int SIZE = 30 * MEBIBYTE;
  private static final String SLOW =
      "[{\"method\":\"PUT\",\"path\":\"\",\"delayMillis\":300,\"times\":-1}]";

  private Path token() {
    return folder.resolve("token");
  }

  @Test
  @DisplayName("the window asks to sign in, and all goes on from where it was")
  void goesOn() throws Exception {
    begin();
    byte[] content = bytes(SIZE, 3);
    List<Path> files = new ArrayList<>(List.of(file("Opname.mp4", content)));
    for (int i = 0; i < 60; i++) {
      files.add(file("brief " + i + ".txt"));
    }
    world.faults(SLOW);
    window.drop(files.toArray(Path[]::new));
    window.startDrop();
    RealWindow.until(() -> window.transfers().totals().filesDone() > 0);
    String good = Files.readString(token());
    Files.writeString(token(), "verlopen\n");

    RealWindow.until(() -> window.transfers().waiting().isPresent());
    window.stages.awaitText("Aanmelden");
    window.stages.awaitText("DS-3");
    window.stages.picture("hardday-signed-out");
    assertThat(window.transfers().isIdle()).as("nothing is given up").isFalse();

    world.noFaults();
    Files.writeString(token(), good);
    window.pressText("Aanmelden");
    window.untilArrived(61);

    assertThat(sentOf(MEBIBYTE)).as("the recording went once").isLessThan(SIZE + 2 * MEBIBYTE);
    assertThat(world.requests("POST", "createUploadSession")).hasSize(1);
    assertThat(window.remote()).hasSize(61);
    assertThat(opened("Opname.mp4")).isEqualTo(content);
  }

  @Test
  @DisplayName("a folder that cannot be listed asks to sign in as well, and is listed then")
  void folderAsks() throws Exception {
    begin();
    world.put(World.MARIJKE, "Verslag.txt", "inhoud");
    String good = Files.readString(token());
    Files.writeString(token(), "verlopen\n");
    window.press("#folder-refresh");
    window.stages.awaitText("DS-3");
    window.stages.picture("hardday-signed-out-folder");
    Files.writeString(token(), good);
    window.pressText("Aanmelden");
    window.stages.awaitText("Verslag.txt");
  }

  /** How many bytes went in pieces of that size or more. */
  private long sentOf(long least) throws Exception {
    long sent = 0;
    for (JsonNode put : world.requests("PUT", "")) {
      long bytes = put.path("bodyBytes").asLong();
      sent += bytes >= least ? bytes : 0;
    }
    return sent;
  }
}
