package org.dubbelslot.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.dubbelslot.drive.DriveException;
import org.dubbelslot.files.LocalFileException;
import org.dubbelslot.names.NameException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("What is given to a place")
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class IntakeTest {
  private static final Putter.Options PLAIN =
      new Putter.Options(Conflict.BOTH, Optional.empty(), false);

  @TempDir Path folder;
  private TransferBench bench;
  private Path local;
  private Place place;
  private TransferQueue queue;
  private TransferService service;
  private final CountDownLatch idle = new CountDownLatch(1);

  @BeforeEach
  void open() throws Exception {
    bench = TransferBench.onFolder(folder);
    local = Files.createDirectory(folder.resolve("Mijn bestanden"));
    place =
        new Place("werk", bench.access.team(), new Place.Location.Folder(folder.resolve("remote")));
    queue = bench.queue();
    service =
        new TransferService(
            queue,
            new Transfers.Trees() {
              @Override
              public SealedTree reading(String name) {
                return bench.tree(queue);
              }

              @Override
              public SealedTree writing(String name) {
                return bench.tree(queue);
              }
            },
            new TransferService.Settings(2, Throwable::toString, Instant::now));
    service.listen(
        () -> {
          TransferSnapshot now = service.snapshot();
          if (now.totals().files() > 0 && now.totals().files() == now.totals().filesDone()) {
            idle.countDown();
          }
        });
  }

  @AfterEach
  void close() throws Exception {
    service.close();
    queue.close();
    bench.close();
  }

  private Path file(String name) throws IOException {
    Path file = local.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "inhoud van " + name);
  }

  private Entry.Folder root() throws Exception {
    return bench.tree().root();
  }

  private Intake intake(Path... sources) throws Exception {
    return new Intake(place, root(), List.of(sources));
  }

  private void put(String name) throws Exception {
    try (TransferBatch batch = service.begin()) {
      intake(file(name)).add(batch, PLAIN);
    }
    assertThat(idle.await(60, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  @DisplayName("is counted once, with what is in its folders, before anything is touched")
  void counts() throws Exception {
    Path one = file("Één.txt");
    file("map/a.txt");
    file("map/dieper/b.txt");
    Path map = local.resolve("map");
    Intake.Look look = intake(one, one, local.resolve("./Één.txt"), map).look(bench.tree());
    assertThat(look.files()).isEqualTo(3);
    assertThat(look.folders()).isEqualTo(2);
    assertThat(look.refusedInAll()).isZero();
    assertThat(look.takenInAll()).isZero();
    assertThat(bench.tree().list(root())).isEmpty();
  }

  @Test
  @DisplayName(
      "is compared with what is there, also where only the case differs, and within itself")
  void conflicts() throws Exception {
    put("Verslag.docx");
    Path same = file("anders/VERSLAG.docx");
    Path other = file("nieuw/verslag.DOCX");
    Intake.Look look = intake(same, file("Los.txt"), file("x/los.TXT")).look(bench.tree());
    assertThat(look.taken()).containsExactly("VERSLAG.docx", "los.TXT");
    assertThat(intake(other.getParent()).look(bench.tree()).takenInAll())
        .as("in a folder that is new there")
        .isZero();
  }

  @Test
  @DisplayName("goes in with its folders, and what cannot is told together")
  void goesIn() throws Exception {
    Path map = file("map/dieper/b.txt").getParent().getParent();
    file("map/CON.txt");
    Files.createSymbolicLink(map.resolve("koppeling"), file("elders.txt"));
    try (TransferBatch batch = service.begin()) {
      Intake.Added added = intake(map, local.resolve("weg.txt")).add(batch, PLAIN);
      assertThat(added.files()).isEqualTo(1);
      assertThat(added.refused())
          .<Object>extracting(one -> one.why().getClass())
          .containsExactlyInAnyOrder(
              NameException.DeviceName.class,
              LocalFileException.Special.class,
              LocalFileException.Missing.class);
      assertThat(added.refused())
          .extracting(Intake.Refused::name)
          .contains("CON.txt", "koppeling", "weg.txt");
    }
    assertThat(idle.await(60, TimeUnit.SECONDS)).isTrue();
    SealedTree tree = bench.tree();
    assertThat(tree.find(new PlacePath("werk", List.of("map", "dieper", "b.txt"))))
        .isInstanceOf(Entry.SealedFile.class);
  }

  @Test
  @DisplayName("may not be the place itself, nor lie in it, nor hold it")
  void itself() throws Exception {
    Path remote = folder.resolve("remote");
    Path inside = Files.writeString(remote.resolve("leesbaar.txt"), "leesbaar");
    Intake.Look look = intake(remote, inside, folder).look(bench.tree());
    assertThat(look.isEmpty()).isTrue();
    assertThat(look.refused())
        .<Object>extracting(one -> one.why().getClass())
        .containsExactly(
            TransferException.AlreadyThere.class,
            TransferException.AlreadyThere.class,
            TransferException.HoldsThePlace.class);
  }

  @Test
  @DisplayName("is not gone on with once all was given up")
  void givenUp() throws Exception {
    Intake intake = intake(file("a.txt"), file("b.txt"));
    try (TransferBatch batch = service.begin()) {
      service.cancelAll();
      assertThatThrownBy(() -> intake.add(batch, PLAIN)).isInstanceOf(DriveException.Stopped.class);
    }
    try (TransferBatch batch = service.begin()) {
      assertThat(intake.add(batch, PLAIN).files()).as("goes on where it stopped").isEqualTo(2);
    }
  }
}
