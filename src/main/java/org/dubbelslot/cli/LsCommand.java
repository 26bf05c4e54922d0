package org.dubbelslot.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.dubbelslot.transfer.Entry;
import org.dubbelslot.transfer.PlacePath;
import org.dubbelslot.transfer.SealedTree;
import org.dubbelslot.words.Exit;
import org.dubbelslot.workplace.Workplace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists a folder of a place under its true names, or as the provider sees it. */
@Command(name = "ls")
final class LsCommand implements Action {
  @Option(names = {"-r", "--recursive"})
  boolean recursive;

  @Option(names = "--as-provider")
  boolean asProvider;

  @Parameters(paramLabel = "PLACE:/PATH", descriptionKey = "argument.place-path")
  String path;

  /** An entry, and how its path reads. */
  private record Line(String path, Entry entry) {}

  @Override
  public int run(Session session) throws Exception {
    PlacePath at = Arguments.path(path);
    Workplace workplace = session.workplace();
    SealedTree tree = workplace.reading(workplace.place(at.place()));
    List<Line> lines = new ArrayList<>();
    Entry entry = tree.find(at);
    if (entry instanceof Entry.Folder folder) {
      if (recursive) {
        tree.prepareToListAll(folder);
      }
      collect(tree, folder, "", lines);
    } else {
      lines.add(new Line(shown(entry), entry));
    }
    List<String> columns = new ArrayList<>(List.of("name", "kind", "size", "modified"));
    if (session.output().isJson()) {
      columns.add("driveName");
    }
    session.output().table(columns, lines, line -> row(session, line));
    return Exit.DONE;
  }

  private void collect(SealedTree tree, Entry.Folder folder, String above, List<Line> lines)
      throws Exception {
    List<Entry> entries = new ArrayList<>(tree.list(folder));
    entries.sort(
        Comparator.comparing((Entry e) -> !(e instanceof Entry.Folder)).thenComparing(this::shown));
    for (Entry entry : entries) {
      String name = above + shown(entry);
      lines.add(new Line(entry instanceof Entry.Folder ? name + "/" : name, entry));
      if (recursive && entry instanceof Entry.Folder inner) {
        collect(tree, inner, name + "/", lines);
      }
    }
  }

  private String shown(Entry entry) {
    return asProvider ? entry.item().name() : entry.name();
  }

  private static List<JsonNode> row(Session session, Line line) {
    Entry entry = line.entry();
    boolean folder = entry instanceof Entry.Folder;
    boolean json = session.output().isJson();
    String kind =
        switch (entry) {
          case Entry.Folder _ -> "folder";
          case Entry.SealedFile _ -> "sealed";
          case Entry.Unreadable _ -> "unreadable";
          case Entry.ReadableFile _ -> "readable";
        };
    JsonNode size = null;
    if (!folder) {
      long bytes = entry.item().size();
      size = json ? LongNode.valueOf(bytes) : TextNode.valueOf(session.words().size(bytes));
    }
    String modified =
        json ? entry.item().modified().toString() : session.words().moment(entry.item().modified());
    return Arrays.asList(
        TextNode.valueOf(line.path()),
        TextNode.valueOf(json ? kind : session.words().text("kind." + kind)),
        size,
        TextNode.valueOf(modified),
        TextNode.valueOf(entry.item().name()));
  }
}
