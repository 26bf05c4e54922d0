package org.dubbelslot.cli;

import java.util.Optional;
import org.dubbelslot.transfer.Entry;
import org.dubbelslot.transfer.Mover;
import org.dubbelslot.transfer.PlacePath;
import org.dubbelslot.transfer.SealedTree;
import org.dubbelslot.transfer.TransferException;
import org.dubbelslot.words.Exit;
import org.dubbelslot.words.FailureCode;
import org.dubbelslot.workplace.Workplace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** What changes the tree of a place and carries no file: mkdir, rm, mv. */
final class TreeCommands {
  private TreeCommands() {}

  /** Makes a folder. */
  @Command(name = "mkdir")
  static final class Mkdir implements Action {
    @Parameters(paramLabel = "PLACE:/PATH", descriptionKey = "argument.place-path")
    String path;

    @Override
    public int run(Session session) throws Exception {
      PlacePath at = Arguments.path(path);
      requireNotRoot(at);
      Workplace workplace = session.workplace();
      SealedTree tree = workplace.writing(workplace.place(at.place()));
      Entry.Folder parent = tree.folder(at.parent());
      if (tree.find(parent, at.last()).isPresent()) {
        throw TransferException.nameTaken();
      }
      tree.makeFolder(parent, at.last());
      session.output().say("files.folder-made", at.toString());
      session.output().result(json -> json.put("folder", at.toString()));
      return Exit.DONE;
    }
  }

  /** Deletes a file or folder; OneDrive keeps it in its recycle bin. */
  @Command(name = "rm")
  static final class Rm implements Action {
    @Parameters(paramLabel = "PLACE:/PATH", descriptionKey = "argument.place-path")
    String path;

    @Override
    public int run(Session session) throws Exception {
      PlacePath at = Arguments.path(path);
      requireNotRoot(at);
      Workplace workplace = session.workplace();
      SealedTree tree = workplace.reading(workplace.place(at.place()));
      Entry entry = tree.find(at);
      if (entry instanceof Entry.Folder folder
          && !tree.list(folder).isEmpty()
          && !session.confirm("files.remove-folder", at.toString())) {
        return Exit.LOCAL;
      }
      tree.remove(entry);
      session.output().say("files.removed", at.toString());
      session.output().result(json -> json.put("removed", at.toString()));
      return Exit.DONE;
    }
  }

  /** Renames or moves within a place; onto a folder means into it. */
  @Command(name = "mv")
  static final class Mv implements Action {
    @Parameters(index = "0", paramLabel = "PLACE:/FROM", descriptionKey = "argument.from")
    String from;

    @Parameters(index = "1", paramLabel = "PLACE:/TO", descriptionKey = "argument.to")
    String to;

    @Override
    public int run(Session session) throws Exception {
      PlacePath source = Arguments.path(from);
      PlacePath target = Arguments.path(to);
      requireNotRoot(source);
      if (!source.place().equals(target.place())) {
        throw new CommandException(FailureCode.PLACE_PATH_MALFORMED);
      }
      Workplace workplace = session.workplace();
      workplace.place(source.place());
      SealedTree tree = workplace.transfers().writing(source.place());
      Entry entry = tree.find(source);
      Optional<Entry> there = target.isRoot() ? Optional.of(tree.root()) : found(tree, target);
      if (there.isPresent()
          && there.get() instanceof Entry.Folder folder
          && !folder.item().id().equals(entry.item().id())) {
        new Mover(tree).move(entry, folder, source.last());
      } else {
        new Mover(tree).move(entry, tree.folder(target.parent()), target.last());
      }
      session.output().say("files.moved", source.toString(), target.toString());
      session
          .output()
          .result(json -> json.put("from", source.toString()).put("to", target.toString()));
      return Exit.DONE;
    }

    private static Optional<Entry> found(SealedTree tree, PlacePath path) throws Exception {
      return tree.find(tree.folder(path.parent()), path.last());
    }
  }

  private static void requireNotRoot(PlacePath path) throws CommandException {
    if (path.isRoot()) {
      throw new CommandException(FailureCode.PLACE_PATH_MALFORMED);
    }
  }
}
