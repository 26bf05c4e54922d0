package org.dubbelslot.desktop.common;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The answers of a person whom the system's dialogs ask.
 *
 * @param folders which folder
 * @param saving where something of that name is saved
 * @param choosing which files
 */
public record Answers(
    Supplier<Optional<Path>> folders,
    Function<String, Optional<Path>> saving,
    Supplier<List<Path>> choosing)
    implements FileDialogs {
  /** Always that folder, if it is one, also to save in. */
  public static Answers in(Supplier<Optional<Path>> folder) {
    return in(folder, List::of);
  }

  /** The same, and those files. */
  public static Answers in(Supplier<Optional<Path>> folder, Supplier<List<Path>> files) {
    return new Answers(folder, name -> folder.get().map(into -> into.resolve(name)), files);
  }

  /** Always that path, whatever is asked. */
  public static Answers only(Supplier<Optional<Path>> path) {
    return new Answers(path, name -> path.get(), List::of);
  }

  @Override
  public Optional<Path> saveAs(String title, String name) {
    return saving.apply(name);
  }

  @Override
  public Optional<Path> folder(String title, Optional<Path> at) {
    return folders.get();
  }

  @Override
  public List<Path> files(String title) {
    return choosing.get();
  }
}
