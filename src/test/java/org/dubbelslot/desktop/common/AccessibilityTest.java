package org.dubbelslot.desktop.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Supplier;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.VBox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("Accessibility")
@Timeout(60)
class AccessibilityTest {
  private final Stages stages = new Stages();

  @BeforeAll
  static void needsScreen() {
    Stages.require();
  }

  @AfterEach
  void close() throws Exception {
    stages.close();
  }

  private List<String> problems(Supplier<Parent> root) throws Exception {
    stages.show(Theme.LIGHT, 400, 300, root);
    return Stages.on(() -> Accessibility.problems(stages.stage().getScene()));
  }

  @Test
  @DisplayName("finds nothing in a form that is read as it stands")
  void good() throws Exception {
    assertThat(
            problems(
                () -> {
                  TextField name = new TextField();
                  Label label = new Label("Naam");
                  label.setLabelFor(name);
                  HBox buttons =
                      new HBox(
                          8,
                          Controls.button("Niet bewaren", () -> {}),
                          Controls.button("Bewaren", () -> {}));
                  return new VBox(8, label, name, buttons);
                }))
        .isEmpty();
  }

  @Test
  @DisplayName("finds what has no name")
  void nameless() throws Exception {
    assertThat(problems(() -> new VBox(new TextField(), new Button())))
        .hasSize(2)
        .allMatch(problem -> problem.startsWith("has no name: "));
  }

  @Test
  @DisplayName("finds what comes in another order than it stands")
  void disordered() throws Exception {
    assertThat(
            problems(
                () -> {
                  Button below = new Button("onder");
                  below.setLayoutY(200);
                  return new Pane(below, new Button("boven"));
                }))
        .singleElement()
        .asString()
        .startsWith("comes too late: ")
        .contains("boven”", "onder”");
  }

  @Test
  @DisplayName("finds what nobody sees")
  void unseen() throws Exception {
    assertThat(
            problems(
                () -> {
                  Button faint = new Button("doorzichtig");
                  faint.setOpacity(0);
                  Button far = new Button("ver weg");
                  far.setLayoutY(1000);
                  return new Pane(faint, far);
                }))
        .anyMatch(problem -> problem.startsWith("is invisible: "))
        .anyMatch(problem -> problem.startsWith("lies outside the window: "));
  }

  @Test
  @DisplayName("finds what does not stand out")
  void pale() throws Exception {
    assertThat(
            problems(
                () -> {
                  Label pale = new Label("bleek");
                  pale.setStyle("-fx-text-fill: #cccccc");
                  return new VBox(pale);
                }))
        .singleElement()
        .asString()
        .startsWith("stands out 1.")
        .endsWith("bleek");
  }
}
