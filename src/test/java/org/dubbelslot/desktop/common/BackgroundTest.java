package org.dubbelslot.desktop.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Work in the background")
class BackgroundTest {
  private final Deque<Runnable> work = new ArrayDeque<>();
  private final Deque<Runnable> screen = new ArrayDeque<>();
  private final Background background = new Background(work::add, screen::add);
  private final List<String> told = new ArrayList<>();

  private void finish() {
    while (!work.isEmpty()) {
      work.remove().run();
    }
    while (!screen.isEmpty()) {
      screen.remove().run();
    }
  }

  @Test
  @DisplayName("is told of on the screen, and nowhere else")
  void result() {
    background.run(() -> "klaar", told::add, e -> told.add("mis"));
    assertThat(told).isEmpty();
    work.remove().run();
    assertThat(told).as("not by the worker").isEmpty();
    finish();
    assertThat(told).containsExactly("klaar");
  }

  @Test
  @DisplayName("that fails is told of too")
  void failure() {
    background.run(
        () -> {
          throw new IOException("weg");
        },
        done -> told.add("klaar"),
        e -> told.add(e.getMessage()));
    finish();
    assertThat(told).containsExactly("weg");
  }

  @Test
  @DisplayName("that was cancelled is told of no more, even when its result is on its way")
  void cancelled() {
    Background.Running early = background.run(() -> "vroeg", told::add, e -> told.add("mis"));
    early.cancel();
    Background.Running late = background.run(() -> "laat", told::add, e -> told.add("mis"));
    while (!work.isEmpty()) {
      work.remove().run();
    }
    late.cancel();
    finish();
    assertThat(told).isEmpty();
  }

  @Test
  @DisplayName("does not hide an error of the program")
  void error() {
    background.run(
        () -> {
          throw new StackOverflowError();
        },
        done -> told.add("klaar"),
        e -> told.add("mis"));
    work.remove().run();
    assertThatThrownBy(this::finish).isInstanceOf(StackOverflowError.class);
    assertThat(told).isEmpty();
  }
}
