package org.dubbelslot.desktop.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.dubbelslot.desktop.inspect.InspectModel.Invitation;
import org.dubbelslot.desktop.inspect.InspectModel.Looking;
import org.dubbelslot.desktop.inspect.Report.Verdict;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The screen")
class InspectModelTest {
  private static final Path A = Path.of("a.txt");
  private static final Path B = Path.of("b.txt");
  private final Deque<Runnable> worker = new ArrayDeque<>();
  private final Deque<Runnable> screen = new ArrayDeque<>();
  private final InspectModel model =
      new InspectModel(file -> report(file), worker::add, screen::add);

  @Test
  @DisplayName("invites at first, then says that it looks, then what it saw")
  void states() {
    List<InspectModel.State> states = new ArrayList<>();
    states.add(model.stateProperty().get());
    model.stateProperty().addListener((seen, before, now) -> states.add(now));

    model.look(List.of(A));
    worker.remove().run();
    screen.remove().run();

    assertThat(states).containsExactly(new Invitation(), new Looking("a.txt"), report(A));
  }

  @Test
  @DisplayName("stays as it is when nothing was chosen")
  void nothingChosen() {
    model.look(List.of());

    assertThat(model.stateProperty().get()).isEqualTo(new Invitation());
    assertThat(worker).isEmpty();
  }

  @Test
  @DisplayName("does not put an earlier file over a later one")
  void lateReport() {
    model.look(List.of(A));
    model.look(List.of(B));
    worker.removeLast().run();
    worker.removeLast().run();

    screen.remove().run();
    assertThat(model.stateProperty().get()).isEqualTo(report(B));
    screen.remove().run();
    assertThat(model.stateProperty().get()).isEqualTo(report(B));
  }

  @Test
  @DisplayName("goes through several files and stops at both ends")
  void steps() {
    model.look(List.of(A, B));
    assertThat(model.countProperty().get()).isEqualTo(2);

    model.step(-1);
    assertThat(model.positionProperty().get()).isZero();
    model.step(1);
    assertThat(model.positionProperty().get()).isEqualTo(1);
    assertThat(model.stateProperty().get()).isEqualTo(new Looking("b.txt"));
    model.step(1);
    assertThat(model.positionProperty().get()).isEqualTo(1);
  }

  private static Report report(Path file) {
    return new Report(
        Verdict.READABLE, file.toString(), "headline", "text", Optional.empty(), List.of());
  }
}
