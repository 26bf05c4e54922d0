package org.dubbelslot.desktop.drop;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import org.dubbelslot.desktop.common.Announcements;
import org.dubbelslot.desktop.common.Answers;
import org.dubbelslot.desktop.common.Background;
import org.dubbelslot.desktop.common.Desk;
import org.dubbelslot.desktop.common.Frame;
import org.dubbelslot.desktop.common.Sheets;
import org.dubbelslot.desktop.common.Theme;
import org.dubbelslot.desktop.common.WindowSettings;
import org.dubbelslot.desktop.common.World;
import org.dubbelslot.desktop.transfers.TransfersModel;
import org.dubbelslot.files.SyncedFolders;
import org.dubbelslot.format.OpenOptions;
import org.dubbelslot.transfer.Conflict;
import org.dubbelslot.transfer.Entry;
import org.dubbelslot.transfer.Getter;
import org.dubbelslot.transfer.Place;
import org.dubbelslot.transfer.SealedTree;
import org.dubbelslot.words.Language;
import org.dubbelslot.words.Words;
import org.dubbelslot.workplace.Workplace;

/**
 * A window on a real screen, of which all is a folder of a real place: for other programs to drag
 * to and from. It prints what has arrived. Its arguments are a folder to work in, and how many
 * files come.
 */
public final class DragWindow extends Application {
  private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
  private World world;
  private int arrived;

  /** Starts it from a class that is no window itself, as a class path demands. */
  public static final class Start {
    private Start() {}

    public static void main(String[] arguments) {
      Application.launch(DragWindow.class, arguments);
    }
  }

  @Override
  public void start(Stage stage) throws Exception {
    Path folder = Path.of(getParameters().getRaw().getFirst());
    int coming = Integer.parseInt(getParameters().getRaw().get(1));
    world = new World(folder);
    world.put(World.MARIJKE, "Één verslag.txt", "van Marijke");
    Background background = Background.ofThisProgram();
    Desk desk = world.desk(World.BAS, Language.NL, background);
    Region target = new Region();
    Sheets sheets = new Sheets(new BorderPane(target));
    WindowSettings settings = WindowSettings.forgotten();
    new DropMemory(settings)
        .remember(new DropAnswer(Optional.empty(), Optional.empty(), false, Conflict.FAIL));
    Frame frame =
        new Frame(desk, background, Words.in(Language.NL), sheets, new Announcements(), settings);
    TransfersModel transfers = new TransfersModel(frame);
    transfers.onArrival(
        task -> {
          out.println("ARRIVED " + task.name());
          if (++arrived == coming) {
            out.println("ALL");
          }
        });
    Dropping dropping =
        new Dropping(
            frame,
            Answers.only(Optional::empty),
            (from, entries, to) -> out.println("MOVED"),
            new Outgoing(
                (place, file) -> opened(desk, place, file, folder),
                new SyncedFolders(Map.of(), folder)));
    stage.setScene(new Scene(sheets, 600, 600));
    Theme.LIGHT.apply(stage.getScene(), 14);
    stage.setTitle("real drag");
    stage.setX(20);
    stage.setY(20);
    stage.show();
    World.unlock(desk);
    desk.stateProperty()
        .addListener(
            (seen, before, state) -> {
              if (state instanceof Desk.State.Open) {
                desk.run(
                    DragWindow::entries,
                    entries -> ready(dropping, target, entries),
                    failure -> out.println(failure.code()));
              }
            });
  }

  private record Seen(Place place, Entry.Folder root, List<Entry> entries) {}

  private static Seen entries(Workplace workplace) throws Exception {
    Place place = workplace.place(World.PLACE);
    SealedTree tree = workplace.reading(place);
    Entry.Folder root = tree.root();
    return new Seen(place, root, tree.list(root));
  }

  private void ready(Dropping dropping, Region target, Seen seen) {
    dropping.install(target, () -> Optional.of(new Destination(seen.place(), seen.root())));
    dropping.dragSource(target, seen::entries, seen::place);
    out.println("READY");
  }

  private static Path opened(Desk desk, Place place, Entry.SealedFile file, Path folder)
      throws Exception {
    Path out = Files.createDirectories(folder.resolve("copies"));
    Getter.Options options = new Getter.Options(Conflict.REPLACE, OpenOptions.STRICT, false);
    try (Getter getter = new Getter(desk.workplace().orElseThrow().reading(place), options)) {
      return ((Getter.Outcome.Got) getter.get(file, out)).target();
    }
  }

  @Override
  public void stop() throws Exception {
    world.close();
    Platform.exit();
  }
}
