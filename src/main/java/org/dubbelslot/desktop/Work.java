package org.dubbelslot.desktop;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.Parent;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.dubbelslot.crypto.SecretBytes;
import org.dubbelslot.desktop.common.Announcements;
import org.dubbelslot.desktop.common.Desk;
import org.dubbelslot.desktop.common.Frame;
import org.dubbelslot.desktop.common.Glyph;
import org.dubbelslot.desktop.common.Sheets;
import org.dubbelslot.desktop.copies.CopiesBar;
import org.dubbelslot.desktop.copies.CopiesModel;
import org.dubbelslot.desktop.copies.CopyActions;
import org.dubbelslot.desktop.copies.PreviewModel;
import org.dubbelslot.desktop.copies.PreviewView;
import org.dubbelslot.desktop.drop.Destination;
import org.dubbelslot.desktop.drop.Dropping;
import org.dubbelslot.desktop.egress.ConnectionsScreen;
import org.dubbelslot.desktop.folder.FolderScreen;
import org.dubbelslot.desktop.folder.Where;
import org.dubbelslot.desktop.inspect.InspectModel;
import org.dubbelslot.desktop.inspect.InspectScreen;
import org.dubbelslot.desktop.locks.IdleWatch;
import org.dubbelslot.desktop.locks.LocksModel;
import org.dubbelslot.desktop.locks.UnlockScreen;
import org.dubbelslot.desktop.places.AddPlaceSheet;
import org.dubbelslot.desktop.places.PlacesModel;
import org.dubbelslot.desktop.places.SignInModel;
import org.dubbelslot.desktop.places.SignInSheet;
import org.dubbelslot.desktop.protect.ProtectActions;
import org.dubbelslot.desktop.provider.ProviderView;
import org.dubbelslot.desktop.settings.ReportSheet;
import org.dubbelslot.desktop.settings.SettingsScreen;
import org.dubbelslot.desktop.sharing.GrantsScreen;
import org.dubbelslot.desktop.sharing.SharingActions;
import org.dubbelslot.desktop.start.PracticeBar;
import org.dubbelslot.desktop.start.StartModel;
import org.dubbelslot.desktop.start.StartScreen;
import org.dubbelslot.desktop.transfers.CloseQuestion;
import org.dubbelslot.desktop.transfers.TransfersModel;
import org.dubbelslot.desktop.transfers.TransfersView;
import org.dubbelslot.files.SyncedFolders;
import org.dubbelslot.policy.Policy;
import org.dubbelslot.transfer.Entry;
import org.dubbelslot.transfer.Place;
import org.dubbelslot.transfer.Task;
import org.dubbelslot.words.Remedy;
import org.dubbelslot.workplace.Services;
import org.dubbelslot.workplace.practice.Practice;

/**
 * All screens for one person's folder, wired by hand, and what they work with. For the screen's
 * thread, except {@link #close}.
 */
final class Work implements AutoCloseable {
  private static final int START_LOOKS_EVERY = 3;

  /** Five minutes: what was decided meanwhile counts for those at work, too. */
  private static final int DECISIONS_LOOKED_AT_EVERY = 60;

  private final Outside outside;
  private final Desk desk;
  private final Frame frame;
  private final Sheets root;
  private final StartModel start;
  private final PlacesModel places;
  private final FolderScreen folder;
  private final Dropping dropping;
  private final TransfersModel transfers;
  private final CloseQuestion closing;

  /** Held here: it follows the transfers only as long as somebody does. */
  private final ObservableValue<String> title;

  private final Actions actions;
  private final MainView view;
  private final SettingsScreen settings;
  private final IdleWatch idle;
  private final Decisions decisions;
  private final List<Path> waiting = new ArrayList<>();
  private int ticks;

  /** Screens around {@code services}, which outlive this; nothing is looked for yet. */
  Work(Outside outside, Services services) {
    this.outside = outside;
    desk = new Desk(services, outside.words(), outside.background());
    StackPane content = new StackPane();
    root = new Sheets(content);
    frame =
        new Frame(
            desk,
            outside.background(),
            outside.words(),
            root,
            new Announcements(),
            outside.settings());
    places = new PlacesModel(frame);
    LocksModel locks = new LocksModel(frame);
    transfers = new TransfersModel(frame);
    closing = new CloseQuestion(frame, transfers);
    title = title();
    start = new StartModel(frame, outside.factory(), outside.practise());
    SignInModel signIn = new SignInModel(frame);
    SignInSheet.follow(frame, signIn);
    Computer computer = outside.computer();
    CopiesModel copies = new CopiesModel(frame, computer.copies());
    PreviewModel preview = new PreviewModel(frame);
    dropping = new Dropping(frame, copies::handOut, computer.dialogs(), this::move);
    actions =
        new Actions(
            frame,
            new CopyActions(frame, copies, preview, this::changed),
            new ProtectActions(frame, this::changed),
            new SharingActions(frame, this::changed),
            () -> dropping,
            this::where,
            new PreviewView(preview, outside.words()),
            computer.dialogs());
    folder = new FolderScreen(frame, actions);
    folder.setDrag(new PlaceDrag(folder, dropping));
    folder.selectionProperty().subscribe(selected -> follow(preview, selected));
    PlaceScreen place =
        new PlaceScreen(frame, folder, new ProviderView(frame, item -> folder.signerOf(item.id())));
    idle =
        new IdleWatch(computer.wall(), computer.nanos(), Policy.defaults().lockAfter(), desk::lock);
    decisions =
        new Decisions(
            frame,
            idle,
            () -> {
              locks.lookAgain();
              changed();
              start.decided();
            });
    start.onChange(decisions::changed);
    settings =
        new SettingsScreen(
            frame,
            new SettingsScreen.Reach(
                changed -> outside.rebuild().run(),
                decisions::decided,
                computer.dialogs(),
                SyncedFolders.ofThisComputer()));
    view =
        new MainView(
            frame,
            new MainView.Parts(
                new StartScreen(frame, start, computer.dialogs(), signIn),
                start.inFrontProperty(),
                new UnlockScreen(frame, outside.practice().isEmpty()),
                place,
                List.of(
                    new MainView.Other(
                        "inspect",
                        Glyph.SEARCH,
                        outside.words().text("desktop.window.inspect"),
                        new InspectScreen(
                            InspectModel.of(outside.words()),
                            outside.words(),
                            () ->
                                computer
                                    .dialogs()
                                    .files(outside.words().text("desktop.inspect.choose-title")))),
                    new MainView.Other(
                        "grants",
                        Glyph.PEOPLE,
                        outside.words().text("desktop.window.grants"),
                        new GrantsScreen(frame, decisions::changed),
                        decisions.stewardProperty()),
                    new MainView.Other(
                        "connections",
                        Glyph.CONNECTIONS,
                        outside.words().text("desktop.window.connections"),
                        new ConnectionsScreen(frame, computer.dialogs())),
                    new MainView.Other(
                        "settings",
                        Glyph.SETTINGS,
                        outside.words().text("desktop.window.settings"),
                        settings)),
                () ->
                    AddPlaceSheet.show(
                        frame,
                        signIn,
                        computer.dialogs(),
                        outside.practice().map(Practice::loopback),
                        places::refresh),
                new VBox(
                    new CopiesBar(copies, outside.words()),
                    new TransfersView(frame, transfers, Map.of(Remedy.UNLOCK, desk::lock))),
                places,
                locks,
                outside
                    .practice()
                    .map(_ -> new PracticeBar(outside.words(), outside.leavePractice()))));
    content.getChildren().add(view);
    view.onPlace(dropping::installPlace);
    dropping.install(view, () -> place.isShown() ? shown() : Optional.empty());
    folder.whereProperty().subscribe(where -> takeWaiting());
    start.inFrontProperty().subscribe(front -> takeWaiting());
    new UsualRemedies(frame, folder, transfers, signIn)
        .put(
            start,
            () -> {
              settings.showDecided();
              view.show("settings");
            },
            new ReportSheet(frame, computer.dialogs()));
    desk.stateProperty().addListener((seen, before, now) -> follow(before, now));
    transfers.onArrival(this::arrived);
  }

  /** Whose work it is. */
  Desk desk() {
    return desk;
  }

  /** What fills the window. */
  Parent root() {
    return root;
  }

  /** What stands in the window's title: how far the transfers are, where anything is carried. */
  ObservableValue<String> titleProperty() {
    return title;
  }

  private ObservableValue<String> title() {
    String name = outside.words().text("desktop.window.title");
    return Bindings.createStringBinding(
        () ->
            transfers.titleProperty().get().isEmpty()
                ? name
                : outside
                    .words()
                    .text("desktop.window.title-carrying", transfers.titleProperty().get(), name),
        transfers.titleProperty());
  }

  /** Looks who is at work here. What is invented opens without a passphrase. */
  void begin() {
    places.onAgain(row -> folder.open(row.place()));
    places.frontProperty().subscribe(front -> front.ifPresent(row -> folder.open(row.place())));
    if (outside.practice().isPresent()) {
      desk.unlock(SecretBytes.wrap(new byte[0]), frame::fail);
    } else {
      desk.look(frame::fail);
    }
  }

  /**
   * To be called every five seconds.
   *
   * @param seen false while the window is hidden and goes on by itself: nobody can touch it then
   */
  void tick(boolean seen) {
    if (seen) {
      idle.tick();
    } else {
      idle.tickUnseen();
    }
    ticks++;
    if (ticks % START_LOOKS_EVERY == 0) {
      start.tick();
    }
    if (ticks % DECISIONS_LOOKED_AT_EVERY == 0) {
      decisions.lookAgain();
    }
  }

  /** Somebody has touched the window. */
  void touched() {
    idle.touch();
  }

  /** Files that a start of the program was given go where the person is, once they are there. */
  void take(List<Path> files) {
    waiting.addAll(files);
    takeWaiting();
  }

  /** Gives up the files that still wait for somebody to be there. */
  List<Path> leaveWaiting() {
    List<Path> files = List.copyOf(waiting);
    waiting.clear();
    return files;
  }

  /** Not behind what has to be read and accepted first: the place opens there already. */
  private void takeWaiting() {
    boolean atWork = desk.workplace().isPresent() && !start.inFrontProperty().get();
    Optional<Destination> to = atWork ? shown() : Optional.empty();
    if (to.isPresent() && !waiting.isEmpty()) {
      dropping.take(to.get(), leaveWaiting());
    }
  }

  private Optional<Destination> shown() {
    return folder
        .whereProperty()
        .get()
        .map(where -> new Destination(where.place(), where.folder()));
  }

  private void follow(Desk.State before, Desk.State state) {
    if (before instanceof Desk.State.Open) {
      // They name files and people, and nobody may be there who should read them.
      root.closeAll();
      frame.announcements().clear();
    }
    if (state instanceof Desk.State.Open) {
      desk.underway()
          .takeBrokenOff()
          .forEach(
              what ->
                  frame
                      .announcements()
                      .tell(outside.words().text("desktop.transfers.broken-off", what)));
    }
  }

  /** What was saved on this computer, or came into another place, changes nothing that is shown. */
  private void arrived(Task carried) {
    boolean here = where().filter(now -> now.place().name().equals(carried.place())).isPresent();
    if (here && carried instanceof Task.Put) {
      changed();
    }
  }

  private void changed() {
    folder.refresh();
  }

  private Optional<Where> where() {
    return folder.whereProperty().get();
  }

  /** Within a place as it is; under another place's lock only after a question. */
  private void move(Place from, List<Entry> entries, Destination to) {
    if (from.equals(to.place())) {
      folder.move(from, entries, to.folder());
    } else {
      actions.moveToPlace(from, entries, to.place());
    }
  }

  private void follow(PreviewModel preview, List<Entry> selected) {
    Optional<Where> where = folder.whereProperty().get();
    if (selected.size() == 1 && where.isPresent()) {
      preview.select(where.get().place(), selected.getFirst());
    } else {
      preview.clear();
    }
  }

  /** Asks, where something is still carried, what shall become of it. */
  void askToClose(Runnable inBackground, Runnable stop) {
    closing.ask(inBackground, stop);
  }

  /** Asks, where something is done that no queue remembers, whether it may be broken off. */
  void askToBreakOff(Runnable then) {
    closing.askToBreakOff(then);
  }

  /**
   * Does something once nothing is carried any more.
   *
   * @return gives that up
   */
  Subscription whenCarried(Runnable then) {
    ReadOnlyBooleanProperty here = desk.underway().busyProperty();
    Runnable look =
        () -> {
          if (!transfers.busyProperty().get() && !here.get()) {
            then.run();
          }
        };
    Subscription both = transfers.busyProperty().subscribe(look).and(here.subscribe(look));
    look.run();
    return both;
  }

  /**
   * Takes the keys away and closes what works with them; the services stay. From any thread but the
   * screen's.
   */
  @Override
  public void close() {
    desk.close();
  }
}
