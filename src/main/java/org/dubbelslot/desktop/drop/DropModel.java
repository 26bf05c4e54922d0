package org.dubbelslot.desktop.drop;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.dubbelslot.desktop.common.FailureBox;
import org.dubbelslot.desktop.common.Frame;
import org.dubbelslot.transfer.Intake;
import org.dubbelslot.transfer.TransferBatch;
import org.dubbelslot.words.Failure;
import org.dubbelslot.words.FailureCode;
import org.dubbelslot.workplace.Workplace;

/**
 * What happens with what was dropped: it is looked through, at most one question is asked, and it
 * is handed to the transfers. For the screen's thread; disk and drive are not.
 */
final class DropModel {
  private final Frame frame;
  private final Asker asker;
  private final DropMemory memory;

  /** One at a time adds: two that make the same folder would make it twice. */
  private final ReentrantLock adding = new ReentrantLock();

  /** Who asks the person. */
  interface Asker {
    /** Asks; {@code answered} goes on. */
    void ask(DropQuestion question, Runnable answered);

    /** Tells of all at once that cannot be taken along. */
    void refused(List<Intake.Refused> refused, int inAll);
  }

  private record Looked(Intake intake, DropQuestion.Setting setting) {}

  DropModel(Frame frame, Asker asker) {
    this.frame = frame;
    this.asker = asker;
    this.memory = new DropMemory(frame.settings());
  }

  /** Takes files and folders of this computer. */
  void take(Destination to, List<Path> sources) {
    if (sources.isEmpty()) {
      return;
    }
    frame
        .desk()
        .run(
            workplace -> look(workplace, to, sources),
            this::looked,
            failure -> fail(failure, () -> take(to, sources)));
  }

  private static Looked look(Workplace workplace, Destination to, List<Path> sources)
      throws Exception {
    Intake intake = new Intake(to.place(), to.folder(), sources);
    LocalDate today =
        LocalDate.ofInstant(workplace.services().clock().instant(), ZoneId.systemDefault());
    return new Looked(
        intake,
        new DropQuestion.Setting(
            to,
            workplace.teamName(to.place().team()),
            intake.look(workplace.writing(to.place())),
            workplace.policy().classes(),
            today));
  }

  private void looked(Looked looked) {
    DropQuestion.Setting setting = looked.setting();
    if (setting.look().isEmpty()) {
      asker.refused(setting.look().refused(), setting.look().refusedInAll());
      return;
    }
    DropQuestion question =
        new DropQuestion(setting, memory.answer(setting.classes(), setting.today()));
    if (question.isOpen()) {
      asker.ask(question, () -> answered(looked, question));
    } else {
      answered(looked, question);
    }
  }

  private void answered(Looked looked, DropQuestion question) {
    if (question.rememberProperty().get() && question.asksHow()) {
      memory.remember(question.answer());
      frame.saveSettings(frame::fail);
    }
    add(looked, question.answer());
  }

  private void add(Looked looked, DropAnswer answer) {
    DropQuestion.Setting setting = looked.setting();
    // No queue remembers it before all is added, and folders are made on the drive for it.
    Runnable over =
        frame
            .desk()
            .underway()
            .begin(
                () ->
                    frame
                        .words()
                        .text(
                            "desktop.drop.adding",
                            setting.look().files(),
                            setting.to().place().shown()));
    frame
        .desk()
        .run(
            workplace -> add(workplace, looked.intake(), answer),
            added -> {
              over.run();
              if (added.refusedInAll() > 0) {
                asker.refused(added.refused(), added.refusedInAll());
              }
            },
            failure -> {
              over.run();
              fail(failure, () -> add(looked, answer));
            });
  }

  private Intake.Added add(Workplace workplace, Intake intake, DropAnswer answer) throws Exception {
    adding.lockInterruptibly();
    try (TransferBatch batch = workplace.transferService().begin()) {
      return intake.add(batch, answer.options());
    } finally {
      adding.unlock();
    }
  }

  /** What was given up on purpose needs no telling. */
  private void fail(Failure failure, Runnable again) {
    if (failure.code() != FailureCode.STOPPED) {
      frame.announcements().fail(failure, FailureBox.again(again));
    }
  }

  /** The failure that stands for all that cannot be taken along. */
  static Failure refusal(int inAll) {
    return Failure.of(FailureCode.NOT_ALL_TAKEN, inAll);
  }
}
