package org.dubbelslot.drive.graph;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.dubbelslot.crypto.LocalSeal;
import org.dubbelslot.crypto.SecretBytes;
import org.dubbelslot.drive.CachedDrive;
import org.dubbelslot.drive.Drive;
import org.dubbelslot.drive.DriveContractTest;
import org.dubbelslot.drive.DriveException;
import org.dubbelslot.drive.DriveItem;
import org.dubbelslot.drive.ListingStore;
import org.dubbelslot.drive.OnConflict;
import org.dubbelslot.drive.UploadRequest;
import org.dubbelslot.drive.UploadSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CachedDriveTest extends DriveContractTest {
  @TempDir Path folder;
  private final List<AutoCloseable> open = new ArrayList<>();
  private GraphSandbox graph;
  private LocalSeal seal;
  private CachedDrive drive;

  @BeforeEach
  void open() throws Exception {
    graph = new GraphSandbox(folder);
    seal = new LocalSeal(SecretBytes.random(32));
    drive = program();
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : open.reversed()) {
      each.close();
    }
    seal.close();
    graph.close();
  }

  @Override
  protected Drive drive() {
    return drive;
  }

  /** What another start of the program, on the same computer, has. */
  private CachedDrive program() throws Exception {
    return program(3);
  }

  private CachedDrive program(int pagesBeside) throws Exception {
    CachedDrive started =
        new CachedDrive(
            graph.service.open(new DriveChoice.Mine()),
            new ListingStore(folder.resolve("state/listing.db"), seal),
            pagesBeside);
    open.add(started);
    return started;
  }

  /** A colleague, who sees the drive itself. */
  private Drive colleague() throws Exception {
    return graph.service.open(new DriveChoice.Mine());
  }

  private static DriveItem put(Drive to, DriveItem parent, String name) throws Exception {
    byte[] bytes = random(10);
    return to.upload(new UploadRequest(parent.id(), name, bytes.length, OnConflict.FAIL))
        .send(UploadSource.of(bytes), done -> {})
        .item();
  }

  private static List<String> names(Drive of, DriveItem parent) throws Exception {
    return of.list(parent.id()).all().stream().map(DriveItem::name).sorted().toList();
  }

  /** The paths of what was asked since the requests were last forgotten. */
  private List<String> asked() throws Exception {
    return graph.requests().stream().map(request -> request.path("path").asText()).toList();
  }

  @Test
  void theNextProgramListsManyFoldersByOneQuestion() throws Exception {
    DriveItem root = drive.root();
    DriveItem one = drive.createFolder(root.id(), "one");
    DriveItem two = drive.createFolder(one.id(), "two");
    put(drive, two, "a.dslot");
    names(drive, root);
    CachedDrive next = program();
    graph.forgetRequests();
    assertThat(names(next, root)).containsExactly("one");
    assertThat(names(next, one)).containsExactly("two");
    assertThat(names(next, two)).containsExactly("a.dslot");
    assertThat(asked()).hasSize(1).first().asString().contains("delta");
  }

  @Test
  void whatColleaguesDoIsSeenByTheNextProgram() throws Exception {
    Drive colleague = colleague();
    DriveItem root = drive.root();
    DriveItem from = colleague.createFolder(root.id(), "from");
    DriveItem to = colleague.createFolder(root.id(), "to");
    DriveItem moved = put(colleague, from, "moved.dslot");
    DriveItem renamed = put(colleague, from, "renamed.dslot");
    DriveItem deleted = put(colleague, from, "deleted.dslot");
    DriveItem doomed = colleague.createFolder(root.id(), "doomed");
    DriveItem inDoomed = put(colleague, doomed, "lost.dslot");
    assertThat(names(drive, from)).hasSize(3);

    colleague.move(moved.id(), to.id(), "moved.dslot", Optional.empty());
    colleague.move(renamed.id(), from.id(), "new.dslot", Optional.empty());
    colleague.move(from.id(), root.id(), "elsewhere", Optional.empty());
    colleague.delete(deleted.id(), Optional.empty());
    colleague.delete(doomed.id(), Optional.empty());
    DriveItem born = put(colleague, to, "born.dslot");

    drive.refresh();
    assertThat(names(drive, root)).containsExactly("elsewhere", "to");
    assertThat(names(drive, from)).containsExactly("new.dslot");
    assertThat(names(drive, to)).containsExactly("born.dslot", "moved.dslot");
    assertThat(drive.list(to.id()).all()).extracting(DriveItem::id).contains(born.id());
    assertThatExceptionOfType(DriveException.NotFound.class)
        .isThrownBy(() -> drive.list(doomed.id()));
    assertThatExceptionOfType(DriveException.NotFound.class)
        .isThrownBy(() -> drive.list(inDoomed.id()));
  }

  @Test
  void aNameThatIsTakenShowsThatTheCopyIsOld() throws Exception {
    DriveItem root = drive.root();
    assertThat(names(drive, root)).isEmpty();
    put(colleague(), root, "a.dslot");
    assertThat(names(drive, root)).isEmpty();
    assertThatExceptionOfType(DriveException.NameTaken.class)
        .isThrownBy(() -> put(drive, root, "a.dslot"));
    assertThat(names(drive, root)).containsExactly("a.dslot");
  }

  @Test
  void whatThisProgramDoesIsSeenAtOnceWithoutAnotherQuestion() throws Exception {
    DriveItem root = drive.root();
    names(drive, root);
    DriveItem made = drive.createFolder(root.id(), "made");
    DriveItem file = put(drive, made, "a.dslot");
    drive.move(file.id(), root.id(), "b.dslot", Optional.empty());
    DriveItem gone = put(drive, made, "gone.dslot");
    drive.delete(gone.id(), Optional.empty());
    graph.forgetRequests();
    assertThat(names(drive, root)).containsExactly("b.dslot", "made");
    assertThat(names(drive, made)).isEmpty();
    assertThat(asked()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "resyncRequired",
        "resyncChangesApplyDifferences",
        "resyncChangesUploadDifferences"
      })
  void theListIsMadeAnewWhenTheDriveForgotWhereItWas(String code) throws Exception {
    DriveItem root = drive.root();
    put(drive, root, "stays.dslot");
    DriveItem deleted = put(drive, root, "deleted.dslot");
    names(drive, root);
    colleague().delete(deleted.id(), Optional.empty());
    graph.faults(
        """
        [{"path": "delta", "status": 410, "times": 1,
          "body": {"error": {"code": "%s", "message": "Resync required."}}}]
        """
            .formatted(code));
    drive.refresh();
    graph.forgetRequests();
    assertThat(names(drive, root)).containsExactly("stays.dslot");
    assertThat(graph.requests())
        .extracting((JsonNode request) -> request.path("status").asInt())
        .startsWith(410)
        .hasSizeGreaterThan(1);
  }

  @Test
  void aLargeDriveIsCopiedByAndByWhileFoldersAreAskedOneByOne() throws Exception {
    DriveItem root = drive.root();
    DriveItem inner = drive.createFolder(root.id(), "inner");
    for (int i = 0; i < 420; i++) {
      drive.createFolder(root.id(), "folder" + i);
    }
    put(drive, inner, "a.dslot");
    CachedDrive first = program(1);
    graph.forgetRequests();
    assertThat(names(first, inner)).containsExactly("a.dslot");
    assertThat(asked()).as("not whole after so few pages").anyMatch(path -> path.contains("child"));
    CachedDrive second = program(1);
    names(second, inner);
    CachedDrive third = program(1);
    graph.forgetRequests();
    assertThat(names(third, inner)).containsExactly("a.dslot");
    assertThat(names(third, root)).hasSize(421);
    assertThat(asked()).as("whole by now").hasSize(1);
  }

  @Test
  void aProgramThatListsEverythingFetchesThePagesFirst() throws Exception {
    DriveItem root = drive.root();
    for (int i = 0; i < 420; i++) {
      drive.createFolder(root.id(), "folder" + i);
    }
    CachedDrive next = program(0);
    next.prepareToListAll();
    graph.forgetRequests();
    assertThat(names(next, root)).hasSize(420);
    assertThat(asked()).isEmpty();
  }

  @Test
  void twoProgramsThatListAtOnceDoNotMixTheirPages() throws Exception {
    DriveItem root = drive.root();
    for (int i = 0; i < 450; i++) {
      drive.createFolder(root.id(), "folder" + i);
    }
    CachedDrive one = program();
    CachedDrive two = program();
    try (ExecutorService other = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Void> filled =
          other.submit(
              () -> {
                one.prepareToListAll();
                return null;
              });
      two.prepareToListAll();
      filled.get();
    }
    graph.forgetRequests();
    assertThat(names(one, root)).hasSize(450);
    assertThat(names(two, root)).hasSize(450);
    assertThat(asked()).as("both copies are whole").isEmpty();
  }

  @Test
  void aDriveWhoseChangesNeverEndIsLeft() throws Exception {
    String same = graph.sandbox.graph() + "/drives/me/root/delta?token=again";
    graph.faults(
        """
        [{"path": "delta", "status": 200, "times": -1,
          "body": {"value": [], "@odata.nextLink": "%s"}}]
        """
            .formatted(same));
    assertThatExceptionOfType(DriveException.Protocol.class)
        .isThrownBy(() -> drive.prepareToListAll())
        .satisfies(e -> assertThat(e.code()).isEqualTo("endlessChanges"));
    assertThat(graph.requests()).hasSizeLessThan(5);
  }

  @Test
  void theListBeganElsewhereIsMadeAnewWhereGraphIsNow() throws Exception {
    DriveItem root = drive.root();
    put(drive, root, "a.dslot");
    names(drive, root);
    try (GraphSandbox elsewhere = new GraphSandbox(Files.createDirectory(folder.resolve("other")));
        CachedDrive moved =
            new CachedDrive(
                elsewhere.service.open(new DriveChoice.Mine()),
                new ListingStore(folder.resolve("state/listing.db"), seal))) {
      put(moved, moved.root(), "b.dslot");
      moved.refresh();
      assertThat(names(moved, moved.root())).containsExactly("b.dslot");
    }
  }

  @Test
  void anotherDeviceOfTheSamePersonBeginsAnew() throws Exception {
    DriveItem root = drive.root();
    put(drive, root, "a.dslot");
    names(drive, root);
    try (LocalSeal other = new LocalSeal(SecretBytes.random(32));
        CachedDrive newDevice =
            new CachedDrive(
                colleague(), new ListingStore(folder.resolve("state/listing.db"), other))) {
      assertThat(names(newDevice, root)).containsExactly("a.dslot");
    }
  }

  @Test
  void aDamagedCopyIsMadeAnewInsteadOfBlockingEveryListing() throws Exception {
    DriveItem root = drive.root();
    put(drive, root, "a.dslot");
    names(drive, root);
    drive.close();
    Files.writeString(folder.resolve("state/listing.db"), "no database".repeat(1000));
    CachedDrive next = program();
    assertThat(names(next, root)).containsExactly("a.dslot");
    graph.forgetRequests();
    assertThat(names(next, root)).containsExactly("a.dslot");
    assertThat(asked()).as("the new copy answers").isEmpty();
  }

  @Test
  void theCopyOnDiskShowsNoName() throws Exception {
    DriveItem root = drive.root();
    put(drive, root, "Vertrouwelijk.docx");
    drive.createFolder(root.id(), "Vertrouwelijk");
    assertThat(names(drive, root)).hasSize(2);
    StringBuilder disk = new StringBuilder();
    try (Stream<Path> files = Files.walk(folder.resolve("state"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        disk.append(new String(Files.readAllBytes(file), ISO_8859_1));
      }
    }
    assertThat(disk.toString()).contains(root.id()).doesNotContain("Vertrouwelijk");
  }
}
