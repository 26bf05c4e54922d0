package org.dubbelslot.cli;

/** A command that does something, in contrast to one that only groups others. */
public interface Action {
  /**
   * Does it.
   *
   * @return the exit status, {@link org.dubbelslot.words.Exit#DONE} unless some of several failed
   * @throws Exception the failure that ends the command; {@code words} gives it its sentence and
   *     exit status
   */
  int run(Session session) throws Exception;
}
