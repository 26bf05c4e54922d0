package org.dubbelslot.desktop.common;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Tells from a stack whether the program waits there for a disk, a network, a lock or a key. What
 * the toolkit does by itself and what loading a class or a resource takes are left alone.
 */
final class BlockingCalls {
  /** Class names begin with one of these where something is waited for outside this thread. */
  private static final List<String> OUTSIDE =
      List.of(
          "sun.nio.fs.",
          "sun.nio.ch.",
          "java.io.FileInputStream",
          "java.io.FileOutputStream",
          "java.io.RandomAccessFile",
          "java.io.UnixFileSystem",
          "java.io.WinNTFileSystem",
          "java.net.",
          "sun.net.",
          "jdk.internal.net.http.",
          "java.lang.Process",
          "org.sqlite.",
          "javax.crypto.",
          "com.sun.crypto.",
          "org.bouncycastle.");

  /** Of those, what only computes: names, and text of addresses. */
  private static final List<String> COMPUTES =
      List.of(
          "sun.nio.fs.UnixPath",
          "sun.nio.fs.UnixFileSystem.",
          "sun.nio.fs.LinuxFileSystem.",
          "sun.nio.fs.UnixUriUtils",
          "sun.nio.fs.Util",
          "sun.nio.fs.Globs",
          "java.net.URI",
          "java.net.URL.",
          "java.net.URLEncoder",
          "java.net.URLDecoder",
          "java.net.ParseUtil");

  /** Where a thread waits for another. */
  private static final List<String> WAITS =
      List.of(
          "jdk.internal.misc.Unsafe.park",
          "java.util.concurrent.locks.LockSupport.park",
          "java.lang.Object.wait",
          "java.lang.Thread.sleep",
          "java.lang.Thread.join");

  /** Whatever is done in there is the virtual machine's or the toolkit's own. */
  private static final List<String> LEFT_ALONE =
      List.of(
          "java.lang.ClassLoader.",
          "java.lang.invoke.",
          "java.util.ResourceBundle",
          "java.util.PropertyResourceBundle",
          "java.util.ServiceLoader",
          "java.security.Provider",
          "java.lang.Class.getResource",
          "org.dubbelslot.words.Words.in",
          "org.dubbelslot.workplace.Version.",
          "java.lang.System$Logger",
          "java.util.logging.",
          "sun.util.logging.",
          "javafx.",
          "com.sun.javafx.",
          "com.sun.glass.",
          "com.sun.prism.",
          "com.sun.scenario.",
          "jdk.internal.loader.");

  /** A test asks the program something there, which a person never would on that thread. */
  private static final List<String> ASKED = List.of("org.dubbelslot.desktop.common.Stages.ask");

  private final Predicate<String> ours;

  /** Given which classes are the program's, by name. */
  BlockingCalls(Predicate<String> ours) {
    this.ours = ours;
  }

  /** What was called from the program that reaches out of this thread, if anything was. */
  Optional<StackTraceElement> reachesOut(StackTraceElement... stack) {
    return called(stack)
        .flatMap(
            called ->
                called.stream()
                    .filter(frame -> isOneOf(OUTSIDE, frame) && !isOneOf(COMPUTES, frame))
                    .findFirst());
  }

  /** Whether the program waits for another thread. */
  boolean waits(Thread.State state, StackTraceElement... stack) {
    Optional<List<StackTraceElement>> called = called(stack);
    return called.isPresent()
        && (state == Thread.State.BLOCKED
            || called.get().stream().anyMatch(frame -> isOneOf(WAITS, frame)));
  }

  /** What the innermost of the program's methods has called, innermost first. */
  private Optional<List<StackTraceElement>> called(StackTraceElement... stack) {
    if (List.of(stack).stream().anyMatch(frame -> isOneOf(ASKED, frame))) {
      return Optional.empty();
    }
    for (int i = 0; i < stack.length; i++) {
      if (isOneOf(LEFT_ALONE, stack[i]) || stack[i].getMethodName().equals("<clinit>")) {
        return Optional.empty();
      }
      if (ours.test(stack[i].getClassName())) {
        return Optional.of(List.of(stack).subList(0, i));
      }
    }
    return Optional.empty();
  }

  private static boolean isOneOf(List<String> beginnings, StackTraceElement frame) {
    String name = frame.getClassName() + "." + frame.getMethodName();
    return beginnings.stream().anyMatch(name::startsWith);
  }
}
