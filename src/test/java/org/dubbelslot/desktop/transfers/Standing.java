package org.dubbelslot.desktop.transfers;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dubbelslot.drive.DriveException;
import org.dubbelslot.names.FolderToken;
import org.dubbelslot.transfer.Conflict;
import org.dubbelslot.transfer.Putter;
import org.dubbelslot.transfer.Task;
import org.dubbelslot.transfer.TransferSnapshot;
import org.dubbelslot.transfer.TransferSnapshot.Finished;
import org.dubbelslot.transfer.TransferSnapshot.Line;
import org.dubbelslot.transfer.TransferSnapshot.State;
import org.dubbelslot.transfer.TransferSnapshot.Totals;
import org.dubbelslot.transfer.TransferSnapshot.Wait;

/** Transfers as they may stand, of invented files. */
final class Standing {
  private Standing() {}

  static Task task(String name, long size) {
    return new Task.Put(
        "onedrive",
        new Task.Target("1", "Zorg", FolderToken.FOREIGN, 0),
        name,
        Path.of("/home/bas").resolve(name),
        size,
        Instant.EPOCH,
        new Putter.Options(Conflict.BOTH, Optional.empty(), false));
  }

  private static Line line(long id, String name, long size, State state, Exception why) {
    return new Line(
        id,
        task(name, size),
        state,
        0,
        0,
        Optional.empty(),
        Optional.ofNullable(why),
        Optional.empty(),
        state == State.RETRYING ? Optional.of(Instant.now().plusSeconds(42)) : Optional.empty());
  }

  static Line running(long id, String name, long size, long done) {
    return new Line(
        id,
        task(name, size),
        State.RUNNING,
        done,
        1_400_000,
        Optional.of(Duration.ofSeconds(75)),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** Everything that can be at once. */
  static TransferSnapshot busy() {
    List<Line> lines = new ArrayList<>();
    lines.add(running(1, "Één verslag van de oudercommissie.docx", 180_000_000, 75_000_000));
    lines.add(running(2, "Groepsfoto.jpg", 4_000_000, 3_100_000));
    lines.add(line(3, "Begroting 2027.xlsx", 90_000, State.RETRYING, new DriveException.Locked()));
    lines.add(line(4, "Oud plan.pdf", 12_000, State.FAILED, new DriveException.NotFound()));
    lines.add(line(5, "Zorgdossier Jansen.pdf", 2_400_000, State.PAUSED, null));
    lines.add(line(6, "Notulen 12 november.docx", 48_000, State.WAITING, null));
    return new TransferSnapshot(
        lines,
        9_412,
        List.of(new Finished(7, task("Rooster.pdf", 81_000), false)),
        new Totals(
            9_800,
            382,
            1,
            2,
            4_100_000_000L,
            1_240_000_000L,
            2_600_000,
            Optional.of(Duration.ofMinutes(18))),
        Optional.empty(),
        false,
        false);
  }

  /** The network is gone. */
  static TransferSnapshot offline(Instant again) {
    return new TransferSnapshot(
        List.of(line(6, "Notulen 12 november.docx", 48_000, State.WAITING, null)),
        0,
        List.of(),
        new Totals(1, 0, 0, 0, 48_000, 0, 0, Optional.empty()),
        Optional.of(
            new Wait(
                new DriveException.Unreachable("graph.microsoft.com", new IOException()),
                Optional.of(again))),
        false,
        false);
  }

  /** The sign-in has expired. */
  static TransferSnapshot signedOut() {
    return new TransferSnapshot(
        List.of(line(6, "Opname.mp4", 1L << 30, State.WAITING, null)),
        0,
        List.of(),
        new Totals(1, 0, 0, 0, 1L << 30, 0, 0, Optional.empty()),
        Optional.of(new Wait(new DriveException.NotSignedIn(null), Optional.empty())),
        false,
        false);
  }

  /** The person paused all. */
  static TransferSnapshot paused() {
    TransferSnapshot busy = busy();
    return new TransferSnapshot(
        busy.lines().subList(4, 6),
        0,
        busy.finished(),
        new Totals(3, 1, 0, 0, 2_529_000, 81_000, 0, Optional.empty()),
        Optional.empty(),
        true,
        false);
  }
}
