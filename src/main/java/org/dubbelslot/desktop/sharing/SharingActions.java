package org.dubbelslot.desktop.sharing;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.VBox;
import org.dubbelslot.desktop.common.Batch;
import org.dubbelslot.desktop.common.BatchSheet;
import org.dubbelslot.desktop.common.Controls;
import org.dubbelslot.desktop.common.Frame;
import org.dubbelslot.desktop.common.Glyph;
import org.dubbelslot.desktop.common.Question;
import org.dubbelslot.desktop.common.Spacing;
import org.dubbelslot.drive.DriveItem;
import org.dubbelslot.drive.Provider;
import org.dubbelslot.transfer.Entry;
import org.dubbelslot.transfer.Place;
import org.dubbelslot.transfer.PlacePath;
import org.dubbelslot.transfer.Relocator;
import org.dubbelslot.transfer.SealedTree;
import org.dubbelslot.workplace.Pacing;
import org.dubbelslot.workplace.WhoCanOpen;

/**
 * Who can open, links for colleagues, and moving to another team's place. For the screen's thread.
 */
public final class SharingActions {
  private static final double LIST_HEIGHT = 260;

  private final Frame frame;
  private final Runnable changed;

  /**
   * Actions on what a folder shows.
   *
   * @param changed is run when the folder is to be listed anew
   */
  public SharingActions(Frame frame, Runnable changed) {
    this.frame = frame;
    this.changed = changed;
  }

  /** Tells who can open what is put into a place. */
  public void whoCanOpen(Place place) {
    frame
        .desk()
        .run(
            workplace -> WhoCanOpen.of(workplace, place),
            who -> show(place.shown(), who),
            frame::fail);
  }

  /** Tells who can open an entry: a sealed file by its own locks, all else by its place. */
  public void whoCanOpen(Place place, Entry entry) {
    switch (entry) {
      case Entry.SealedFile _, Entry.Unreadable _ ->
          frame
              .desk()
              .run(
                  workplace -> WhoCanOpen.of(workplace, place, entry.item()),
                  who -> show(entry.name(), who),
                  frame::fail);
      case Entry.Folder _ -> whoCanOpen(place);
      case Entry.ReadableFile _ ->
          sheet(
              text("who-title", entry.name()),
              List.of(Controls.text(text("readable"), "strong"), Controls.text(text("provider"))));
    }
  }

  private void show(String what, WhoCanOpen who) {
    List<Node> parts = new ArrayList<>();
    parts.add(Controls.text(text("both", who.organisation())));
    VBox list = new VBox(Spacing.SMALL);
    for (WhoCanOpen.TeamPeople team : who.teams()) {
      list.getChildren().add(Controls.text(text("team", team.name()), "strong"));
      if (team.people().isEmpty()) {
        list.getChildren().add(Controls.text(text("nobody-known"), "quiet"));
      }
      team.people().forEach(one -> list.getChildren().add(person(one)));
    }
    ScrollPane scroll = new ScrollPane(list);
    scroll.setFitToWidth(true);
    scroll.setMaxHeight(LIST_HEIGHT);
    scroll.getStyleClass().add("people");
    parts.add(scroll);
    parts.add(Controls.text(text(who.backup() ? "backup" : "no-backup")));
    parts.add(Controls.text(text("provider"), "quiet"));
    sheet(text("who-title", what), parts);
  }

  private Label person(WhoCanOpen.Colleague one) {
    List<String> marks = new ArrayList<>();
    if (one.self()) {
      marks.add(text("self"));
    }
    if (one.steward()) {
      marks.add(text("steward"));
    }
    if (!one.active()) {
      marks.add(text("inactive"));
    }
    Label label =
        Controls.text(
            marks.isEmpty() ? one.name() : text("marked", one.name(), String.join(", ", marks)));
    label.setGraphic((one.active() ? Glyph.PEOPLE : Glyph.LOCK).icon());
    return label;
  }

  private void sheet(String title, List<Node> parts) {
    Question sheet = new Question(frame);
    sheet.primary(frame.words().text("desktop.remedy.close"), () -> {});
    sheet.show(title, parts.toArray(Node[]::new));
  }

  /**
   * Puts a link to an item on the clipboard: the address at which the provider shows it, which
   * leads colleagues there who may see it and opens for nobody who has not the keys. Where the
   * place has no addresses, its path.
   *
   * @param path of true names
   */
  public void copyLink(Place place, PlacePath path, DriveItem item) {
    frame
        .desk()
        .run(
            workplace -> {
              Optional<Provider> provider = workplace.drive(place).provider();
              return provider.isPresent()
                  ? provider.get().seen(item.id()).address()
                  : Optional.<URI>empty();
            },
            address -> {
              ClipboardContent content = new ClipboardContent();
              content.putString(address.map(URI::toString).orElse(path.toString()));
              Clipboard.getSystemClipboard().setContent(content);
              frame.announcements().tell(text(address.isPresent() ? "link-copied" : "path-copied"));
            },
            frame::fail);
  }

  /** A place that files may move to. */
  private record Target(Place place, String team) {}

  /** What there is to be moved, and where to. */
  private record Asked(Place from, Relocator.Plan plan, List<Target> targets) {}

  /**
   * Asks for another place, most often another team's, and moves entries there, sealed anew.
   *
   * @param to the only place that is offered, where the person has named one already
   */
  public void moveToPlace(Place from, List<Entry> entries, Optional<Place> to) {
    frame
        .desk()
        .run(
            workplace -> {
              List<Target> targets = new ArrayList<>();
              for (Place place : workplace.places().all()) {
                boolean offered = to.map(Place::name).map(place.name()::equals).orElse(true);
                if (offered && !place.name().equals(from.name())) {
                  targets.add(new Target(place, workplace.teamName(place.team())));
                }
              }
              SealedTree tree = workplace.reading(from);
              return new Asked(from, Relocator.plan(tree, entries), targets);
            },
            asked -> ask(asked, entries),
            frame::fail);
  }

  private void ask(Asked asked, List<Entry> entries) {
    if (asked.targets().isEmpty() || asked.plan().files().isEmpty()) {
      frame.announcements().tell(text(asked.targets().isEmpty() ? "no-places" : "no-files"));
      return;
    }
    List<Node> parts = new ArrayList<>();
    parts.add(Controls.text(text("move-ask", asked.plan().files().size())));
    ToggleGroup group = new ToggleGroup();
    VBox choices = new VBox(Spacing.SMALL);
    for (Target target : asked.targets()) {
      RadioButton choice = new RadioButton(text("move-to", target.place().shown(), target.team()));
      choice.setAccessibleText(choice.getText());
      choice.setId("move-to-" + target.place().name());
      choice.setUserData(target);
      choice.setToggleGroup(group);
      choices.getChildren().add(choice);
    }
    group.selectToggle(group.getToggles().getFirst());
    parts.add(choices);
    if (!asked.plan().others().isEmpty()) {
      parts.add(Controls.text(text("move-others", asked.plan().others().size()), "quiet"));
    }
    parts.add(Controls.text(text("move-order"), "quiet"));
    Question question = new Question(frame);
    question.dismiss(text("cancel"));
    question
        .primary(
            text("move-go"),
            () -> move(asked, entries, (Target) group.getSelectedToggle().getUserData()))
        .setId("move-go");
    question.show(text("move-title"), parts.toArray(Node[]::new));
  }

  private void move(Asked asked, List<Entry> entries, Target target) {
    Batch<Relocator.Leaving, String> batch =
        new Batch<>(frame, asked.plan().files(), Relocator.Leaving::path);
    batch.start(
        workplace -> {
          SealedTree from = workplace.trees().writing(asked.from().name());
          SealedTree to = workplace.trees().writing(target.place().name());
          Relocator relocator =
              new Relocator(
                  from,
                  to,
                  Pacing.of(target.place(), Optional.empty(), workplace.services().pause()));
          Entry.Folder root = to.root();
          return leaving -> relocator.move(leaving, root);
        });
    BatchSheet.follow(
        frame, text("move-title"), batch, () -> moved(asked.from(), entries, target, batch));
  }

  private void moved(
      Place from, List<Entry> entries, Target target, Batch<Relocator.Leaving, String> batch) {
    if (!batch.results().isEmpty()) {
      frame
          .announcements()
          .tell(text("moved", batch.results().size(), target.place().shown(), target.team()));
    }
    BatchSheet.tellMissed(frame, batch);
    frame
        .desk()
        .run(
            workplace -> Relocator.removeEmpty(workplace.reading(from), entries),
            staying -> changed.run(),
            failure -> {
              changed.run();
              frame.fail(failure);
            });
  }

  private String text(String key, Object... arguments) {
    return frame.words().text("desktop.sharing." + key, arguments);
  }
}
