package org.dubbelslot.drive.graph;

import java.nio.file.Path;
import org.dubbelslot.drive.Drive;
import org.dubbelslot.drive.DriveContractTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class GraphDriveTest extends DriveContractTest {
  @TempDir Path folder;
  private GraphSandbox graph;
  private Drive drive;

  @BeforeEach
  void open() throws Exception {
    graph = new GraphSandbox(folder);
    drive = graph.service.open(new DriveChoice.Mine());
  }

  @AfterEach
  void close() throws Exception {
    graph.close();
  }

  @Override
  protected Drive drive() {
    return drive;
  }
}
