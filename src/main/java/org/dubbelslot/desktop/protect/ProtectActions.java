package org.dubbelslot.desktop.protect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.layout.VBox;
import org.dubbelslot.desktop.common.Announcements;
import org.dubbelslot.desktop.common.Batch;
import org.dubbelslot.desktop.common.BatchSheet;
import org.dubbelslot.desktop.common.Controls;
import org.dubbelslot.desktop.common.Frame;
import org.dubbelslot.desktop.common.Question;
import org.dubbelslot.policy.DocumentClass;
import org.dubbelslot.transfer.Entry;
import org.dubbelslot.transfer.Place;
import org.dubbelslot.transfer.PlacePath;
import org.dubbelslot.transfer.Protector;
import org.dubbelslot.transfer.SealedTree;
import org.dubbelslot.words.Words;
import org.dubbelslot.workplace.Pacing;

/**
 * "Protect": what lies readable is put on double lock, and what the provider may have kept of it is
 * told of and erased where the person agrees. For the screen's thread.
 */
public final class ProtectActions {
  private static final int NAMED = 5;

  private final Frame frame;
  private final Runnable changed;

  /**
   * Actions on entries of a folder.
   *
   * @param changed is run when the folder is to be listed anew
   */
  public ProtectActions(Frame frame, Runnable changed) {
    this.frame = frame;
    this.changed = changed;
  }

  /**
   * What was found, and what there is to be decided.
   *
   * @param erasable whether the provider can be asked to erase
   * @param recordings the organisation's class of Teams' recordings
   */
  private record Found(
      Place place,
      String team,
      List<Protector.Readable> files,
      boolean erasable,
      Optional<DocumentClass> recordings) {
    long recordingCount() {
      return files.stream().filter(Protector.Readable::recording).count();
    }
  }

  /**
   * Asks about the readable files among and below {@code entries}, and protects them.
   *
   * @param path the folder's, of true names
   * @param folder in which the entries were listed
   */
  public void protect(Place place, PlacePath path, Entry.Folder folder, List<Entry> entries) {
    frame
        .desk()
        .run(
            workplace -> {
              SealedTree tree = workplace.reading(place);
              return new Found(
                  place,
                  workplace.teamName(place.team()),
                  Protector.find(tree, path, folder, entries),
                  workplace.drive(place).provider().isPresent(),
                  workplace.policy().recordings());
            },
            this::ask,
            frame::fail);
  }

  private void ask(Found found) {
    if (found.files().isEmpty()) {
      frame.announcements().tell(text("none"));
      return;
    }
    List<Node> parts = new ArrayList<>();
    parts.add(Controls.text(text("ask", found.files().size(), found.team())));
    VBox names = new VBox();
    found.files().stream()
        .limit(NAMED)
        .forEach(file -> names.getChildren().add(Controls.text(within(file.path()), "quiet")));
    if (found.files().size() > NAMED) {
      names.getChildren().add(Controls.text(text("more", found.files().size() - NAMED), "quiet"));
    }
    parts.add(names);
    CheckBox keep = new CheckBox();
    if (found.recordingCount() > 0) {
      parts.add(Controls.text(text("recordings", found.recordingCount())));
      found
          .recordings()
          .ifPresent(
              kind -> {
                keep.setText(keepText(kind));
                keep.setSelected(true);
                parts.add(box(keep, "protect-keep"));
              });
    }
    CheckBox erase = new CheckBox(text("erase"));
    if (found.erasable()) {
      parts.add(box(erase, "protect-erase"));
    }
    parts.add(Controls.text(text("order"), "quiet"));
    Question question = new Question(frame);
    question.dismiss(text("cancel"));
    question
        .primary(
            text("go"),
            () ->
                run(
                    found,
                    new Protector.Options(
                        erase.isSelected(),
                        Optional.empty(),
                        found.recordings().filter(kind -> keep.isSelected()))))
        .setId("protect-go");
    question.show(text("title"), parts.toArray(Node[]::new));
  }

  /** A path without its place, which the window behind the sheet shows. */
  private static String within(String path) {
    return Words.printable(path.substring(path.indexOf(":/") + 2));
  }

  private String keepText(DocumentClass kind) {
    int days = kind.keep().getDays();
    long months = kind.keep().toTotalMonths();
    if (kind.keep().isZero()) {
      return text("keep-for-ever", kind.name());
    }
    return months > 0 ? text("keep-months", kind.name(), months) : text("keep", kind.name(), days);
  }

  private static CheckBox box(CheckBox box, String id) {
    box.setId(id);
    box.setWrapText(true);
    box.setAccessibleText(box.getText());
    return box;
  }

  private void run(Found found, Protector.Options options) {
    Batch<Protector.Readable, Protector.Protected> batch =
        new Batch<>(frame, found.files(), file -> file.item().name());
    batch.start(
        workplace -> {
          Protector protector =
              new Protector(
                  workplace.trees().writing(found.place().name()),
                  options,
                  Pacing.of(found.place(), Optional.empty(), workplace.services().pause()));
          return protector::protect;
        });
    BatchSheet.follow(frame, text("title"), batch, () -> tell(found, batch));
  }

  private void tell(Found found, Batch<Protector.Readable, Protector.Protected> batch) {
    changed.run();
    List<Protector.Protected> done = batch.results();
    long refused = count(done, Protector.Traces.NOT_ERASABLE);
    List<Protector.Protected> kept =
        done.stream().filter(one -> one.traces() == Protector.Traces.KEPT).toList();
    if (refused > 0) {
      frame.announcements().tell(text("not-erasable", done.size(), refused));
    } else if (!kept.isEmpty() && found.erasable()) {
      frame
          .announcements()
          .tell(
              text("kept", done.size()),
              new Announcements.Offer(
                  text("erase-kept"), () -> confirmErasing(found.place(), kept)));
    } else if (!kept.isEmpty() && Pacing.isWatched(found.place())) {
      frame.announcements().tell(text("kept", done.size()));
    } else if (!done.isEmpty()) {
      frame.announcements().tell(text("done", done.size()));
    }
    BatchSheet.tellMissed(frame, batch);
  }

  private static long count(List<Protector.Protected> done, Protector.Traces traces) {
    return done.stream().filter(one -> one.traces() == traces).count();
  }

  private void confirmErasing(Place place, List<Protector.Protected> kept) {
    Question question = new Question(frame);
    question.dismiss(text("cancel"));
    question.primary(text("erase-go"), () -> erase(place, kept));
    question.show(
        text("erase-title"),
        Controls.text(text("erase-ask", kept.size())),
        Controls.text(text("erase-limits"), "quiet"));
  }

  private void erase(Place place, List<Protector.Protected> kept) {
    Batch<Protector.Protected, Boolean> batch = new Batch<>(frame, kept, Protector.Protected::name);
    batch.start(
        workplace -> {
          SealedTree tree = workplace.reading(place);
          return one -> {
            Protector.eraseTraces(tree, one);
            return true;
          };
        });
    BatchSheet.follow(
        frame,
        text("erase-title"),
        batch,
        () -> {
          if (!batch.results().isEmpty()) {
            frame.announcements().tell(text("erased", batch.results().size()));
          }
          BatchSheet.tellMissed(frame, batch);
        });
  }

  private String text(String key, Object... arguments) {
    return frame.words().text("desktop.protect." + key, arguments);
  }
}
