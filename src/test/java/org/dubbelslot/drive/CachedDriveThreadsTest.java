package org.dubbelslot.drive;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.dubbelslot.crypto.LocalSeal;
import org.dubbelslot.crypto.SecretBytes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A cached drive that several threads use")
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CachedDriveThreadsTest {
  @TempDir Path folder;
  private final CountDownLatch fetched = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private Path remote;
  private LocalSeal seal;
  private CachedDrive drive;

  @BeforeEach
  void open() throws Exception {
    remote = Files.createDirectory(folder.resolve("remote"));
    Files.writeString(remote.resolve("a.dslot"), "a");
    seal = new LocalSeal(SecretBytes.random(32));
    drive =
        new CachedDrive(
            slow(new FolderDrive(remote)), new ListingStore(folder.resolve("listing.db"), seal));
  }

  @AfterEach
  void close() {
    goOn.countDown();
    threads.close();
    drive.close();
    seal.close();
  }

  /** The same drive, whose answers about changes are long under way. */
  private Drive slow(Drive quick) {
    return (Drive)
        Proxy.newProxyInstance(
            Drive.class.getClassLoader(),
            new Class<?>[] {Drive.class},
            (_, method, arguments) -> {
              try {
                Object answer = method.invoke(quick, arguments);
                if (method.getName().equals("changes")) {
                  fetched.countDown();
                  goOn.await();
                }
                return answer;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private List<String> names() throws Exception {
    return drive.list(drive.root().id()).all().stream().map(DriveItem::name).sorted().toList();
  }

  private <T> Future<T> whileFetching(Callable<T> work) throws Exception {
    Future<T> running = threads.submit(work);
    fetched.await();
    return running;
  }

  @Test
  @DisplayName("answers the others while one fetches everything")
  void answersMeanwhile() throws Exception {
    Future<?> everything =
        whileFetching(
            () -> {
              drive.prepareToListAll();
              return null;
            });
    assertThat(threads.submit(this::names).get(30, TimeUnit.SECONDS)).containsExactly("a.dslot");
    assertThat(everything.isDone()).isFalse();
    goOn.countDown();
    everything.get();
    assertThat(names()).containsExactly("a.dslot");
  }

  @Test
  @DisplayName("does not take an answer for current that was under way when somebody asked anew")
  void wishIsNotLost() throws Exception {
    Future<List<String>> first = whileFetching(this::names);
    Files.writeString(remote.resolve("b.dslot"), "b");
    drive.refresh();
    goOn.countDown();
    first.get();
    assertThat(names()).containsExactly("a.dslot", "b.dslot");
  }
}
