package org.dubbelslot.workplace.copies;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.dubbelslot.crypto.SecretBytes;
import org.dubbelslot.desktop.common.World;
import org.dubbelslot.files.SyncedFolders;
import org.dubbelslot.format.OpenOptions;
import org.dubbelslot.transfer.Conflict;
import org.dubbelslot.transfer.Entry;
import org.dubbelslot.transfer.Getter;
import org.dubbelslot.transfer.Place;
import org.dubbelslot.transfer.SealedTree;
import org.dubbelslot.words.Language;
import org.dubbelslot.words.Words;
import org.dubbelslot.workplace.Home;
import org.dubbelslot.workplace.Notice;
import org.dubbelslot.workplace.Person;
import org.dubbelslot.workplace.TestServices;
import org.dubbelslot.workplace.Workplace;

/**
 * A session of opening and editing with the real engine, in a process of its own that can be
 * killed. Arguments: the home folder, the name of the place, {@code work} and a seed, or {@code
 * recover}.
 *
 * <p>{@code work} edits the files of the place for ever, as other programs do, and prints a line
 * {@code saving <file> <content>} before such a program saves and one with {@code saved} once it
 * has; {@code recover} takes up what is left, prints {@code recovered}, and ends.
 */
public final class CopiesMain {
  /** In every content; what is searched for. */
  public static final String MARKER = "zorgdossier-jansen";

  private static final Surroundings.Pace QUICK =
      new Surroundings.Pace(
          Duration.ofMillis(20),
          Duration.ofMillis(60),
          Duration.ofSeconds(10),
          Duration.ofSeconds(5),
          Duration.ofSeconds(30),
          Duration.ofMillis(100),
          Duration.ofSeconds(1),
          Duration.ofSeconds(20));

  private final BlockingQueue<List<Copy>> changes = new LinkedBlockingQueue<>();
  private final BlockingQueue<Path> opened = new LinkedBlockingQueue<>();
  private final PrintStream out;

  private CopiesMain(PrintStream out) {
    this.out = out;
  }

  /** Runs until it is killed, or has recovered. */
  public static void main(String[] arguments) throws Exception {
    new CopiesMain(System.out).run(arguments);
  }

  private void run(String[] arguments) throws Exception {
    Path home = Path.of(arguments[0]);
    // The organisation is one of that time.
    Clock clock =
        Clock.offset(Clock.systemUTC(), Duration.between(Clock.systemUTC().instant(), World.NOW));
    SyncedFolders none = new SyncedFolders(Map.of(), home.resolve("nobody"));
    CopyPlaces places = CopyPlaces.own(new Home(home));
    WorkingCopies.sweepLeftovers(places);
    Surroundings around =
        new Surroundings(
            opened::add,
            folder -> OpenFiles.Answer.NO,
            none,
            clock,
            Ticker.real(),
            Words.in(Language.NL),
            QUICK);
    try (TestServices services = new TestServices(home, clock);
        Workplace workplace = new Workplace(services, new Anybody());
        WorkingCopies copies = new WorkingCopies(workplace, places, around, new Listening())) {
      copies.recover();
      if (arguments[2].equals("recover")) {
        while (!copies.copies().isEmpty()) {
          changes.take();
        }
        out.println("recovered");
        return;
      }
      edit(copies, workplace, workplace.place(arguments[1]), Long.parseLong(arguments[3]));
    }
  }

  private void edit(WorkingCopies copies, Workplace workplace, Place place, long seed)
      throws Exception {
    Random random = new Random(seed);
    SealedTree tree = workplace.reading(place);
    Getter.Options strict = new Getter.Options(Conflict.FAIL, OpenOptions.STRICT, false);
    List<Entry> entries = tree.list(tree.root());
    out.println("begun");
    for (int time = 0; ; time++) {
      Entry.SealedFile file = (Entry.SealedFile) entries.get(random.nextInt(entries.size()));
      if (random.nextInt(4) == 0) {
        copies.open(place, file, strict);
        opened.clear();
        out.println("opened " + file.name());
        continue;
      }
      Copy copy = copies.edit(place, file, strict);
      Path path = opened.take();
      String content = "versie " + seed + "-" + time;
      out.println("saving " + file.name() + "\t" + content);
      save(path, content, random);
      out.println("saved " + file.name() + "\t" + content);
      switch (random.nextInt(3)) {
        case 0 -> copies.saveNow(copy.id());
        case 1 -> copies.done(copy.id(), true);
        default -> changes.take();
      }
    }
  }

  /** By renaming, so that a kill finds the one content or the other, never half of one. */
  private static void save(Path path, String content, Random random) throws Exception {
    byte[] bytes = text(content, random.nextInt(40_000)).getBytes(StandardCharsets.UTF_8);
    Path temporary = Files.write(path.resolveSibling("~WRD0001.tmp"), bytes);
    Files.move(
        temporary, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  /** A content, told in its first line and long enough to be on its way for a while. */
  public static String text(String content, int lines) {
    return content + "\n" + (MARKER + "\n").repeat(lines);
  }

  private final class Listening implements CopyListener {
    @Override
    public void changed(List<Copy> copies) {
      changes.add(copies);
    }

    @Override
    public void told(CopyEvent event) {
      if (event instanceof CopyEvent.Trouble trouble) {
        out.println("trouble " + trouble.why().code());
      }
    }
  }

  private static final class Anybody implements Person {
    @Override
    public Words words() {
      return Words.in(Language.NL);
    }

    @Override
    public SecretBytes passphrase() {
      return SecretBytes.wrap("verzonnen".getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void notice(Notice notice) {}

    @Override
    public void sent(long bytes) {}
  }
}
