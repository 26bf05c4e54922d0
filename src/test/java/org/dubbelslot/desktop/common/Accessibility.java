package org.dubbelslot.desktop.common;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.TraversalDirection;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.text.Text;

/**
 * What keeps somebody from using a scene with a keyboard, a screen reader or weak eyes. Everything
 * is measured on what is shown; for the screen's thread.
 */
public final class Accessibility {
  /** WCAG 2.2, success criterion 1.4.3. */
  private static final double LEAST_CONTRAST = 4.5;

  /** Half a row: things beside each other need not stand on one line exactly. */
  private static final double TOLERANCE = 8;

  private final Scene scene;
  private final List<String> problems = new ArrayList<>();

  private Accessibility(Scene scene) {
    this.scene = scene;
  }

  /** Each problem as a sentence that names the control; none in a good scene. */
  public static List<String> problems(Scene scene) {
    Accessibility all = new Accessibility(scene);
    Set<Node> focusable = all.focusable();
    all.names(focusable);
    all.hidden(focusable);
    all.order(focusable);
    all.contrast();
    return List.copyOf(all.problems);
  }

  /** Everything that Tab can reach, as it stands in the scene. */
  private Set<Node> focusable() {
    Set<Node> found = new LinkedHashSet<>();
    collect(scene.getRoot(), found);
    return found;
  }

  private static void collect(Node node, Set<Node> found) {
    if (!node.isVisible() || node.isDisabled()) {
      return;
    }
    if (node.isFocusTraversable()) {
      found.add(node);
    }
    if (node instanceof Parent parent) {
      parent.getChildrenUnmodifiable().forEach(child -> collect(child, found));
    }
  }

  private void names(Set<Node> focusable) {
    Set<Node> labelled = new LinkedHashSet<>();
    labels(scene.getRoot(), labelled);
    for (Node node : focusable) {
      boolean named =
          isText(node.getAccessibleText())
              || labelled.contains(node)
              || (node instanceof Labeled text && isText(text.getText()));
      if (!named) {
        problems.add("has no name: " + describe(node));
      }
    }
  }

  private static void labels(Node node, Set<Node> labelled) {
    if (node instanceof Label label && isText(label.getText())) {
      Optional.ofNullable(label.getLabelFor()).ifPresent(labelled::add);
    }
    if (node instanceof Parent parent) {
      parent.getChildrenUnmodifiable().forEach(child -> labels(child, labelled));
    }
  }

  private static boolean isText(String text) {
    return text != null && !text.isBlank();
  }

  /** What has the focus must be seen, at once or when its pane scrolls to it. */
  private void hidden(Set<Node> focusable) {
    for (Node node : focusable) {
      Bounds bounds = bounds(node);
      boolean outside =
          bounds.getMaxX() <= 0
              || bounds.getMaxY() <= 0
              || bounds.getMinX() >= scene.getWidth()
              || bounds.getMinY() >= scene.getHeight();
      if (bounds.getWidth() < 1 || bounds.getHeight() < 1) {
        problems.add("has no size: " + describe(node));
      } else if (outside && !scrolls(node)) {
        problems.add("lies outside the window: " + describe(node));
      } else if (opacity(node) < 0.1) {
        problems.add("is invisible: " + describe(node));
      }
    }
  }

  private static boolean scrolls(Node node) {
    return node != null && (node instanceof ScrollPane || scrolls(node.getParent()));
  }

  private static double opacity(Node node) {
    return node == null ? 1 : node.getOpacity() * opacity(node.getParent());
  }

  /** Tabs through all of it once. */
  private void order(Set<Node> focusable) {
    if (focusable.isEmpty()) {
      return;
    }
    Node before = scene.getFocusOwner();
    Node at = focusable.iterator().next();
    at.requestFocus();
    Set<Node> seen = new LinkedHashSet<>();
    while (at != null && seen.add(at) && seen.size() <= focusable.size()) {
      Node last = at;
      last.requestFocusTraversal(TraversalDirection.NEXT);
      at = scene.getFocusOwner();
      if (at != null && !seen.contains(at) && scrolls(at) == scrolls(last) && isBefore(at, last)) {
        problems.add("comes too late: " + describe(at) + " after " + describe(last));
      }
    }
    focusable.stream()
        .filter(node -> !seen.contains(node) && !isReachedByArrows(node))
        .forEach(node -> problems.add("cannot be reached by Tab: " + describe(node)));
    if (before != null) {
      before.requestFocus();
    }
  }

  /** Tab stops once at a group of radio buttons, at the chosen one. */
  private static boolean isReachedByArrows(Node node) {
    return node instanceof RadioButton button
        && button.getToggleGroup() != null
        && button.getToggleGroup().getSelectedToggle() != null
        && !button.isSelected();
  }

  /**
   * Whether somebody who reads by columns from left to right, and in each from above to below,
   * comes to {@code other} before they come to {@code one}.
   */
  private static boolean isBefore(Node other, Node one) {
    Bounds first = bounds(other);
    Bounds second = bounds(one);
    boolean above = first.getMaxY() <= second.getMinY() + TOLERANCE;
    boolean left = first.getMaxX() <= second.getMinX() + TOLERANCE;
    boolean right = first.getMinX() >= second.getMaxX() - TOLERANCE;
    boolean below = first.getMinY() >= second.getMaxY() - TOLERANCE;
    return (above && !right) || (left && !below);
  }

  private static Bounds bounds(Node node) {
    return node.localToScene(node.getLayoutBounds());
  }

  private void contrast() {
    Contrast contrast = new Contrast();
    contrast.measure(scene.getRoot());
    contrast.texts().stream()
        .filter(text -> text.ratio() < LEAST_CONTRAST)
        .forEach(
            text ->
                problems.add(
                    String.format(
                        Locale.ROOT,
                        "stands out %.1f to 1 (%s on %s): %s",
                        text.ratio(),
                        text.colour(),
                        text.ground(),
                        text.what())));
  }

  private static String describe(Node node) {
    StringBuilder text = new StringBuilder(node.getClass().getSimpleName());
    if (node.getId() != null) {
      text.append('#').append(node.getId());
    }
    text.append(node.getStyleClass());
    if (isText(node.getAccessibleText())) {
      text.append(" “").append(node.getAccessibleText()).append('”');
    } else if (node instanceof Labeled labeled) {
      text.append(" “").append(labeled.getText()).append('”');
    } else if (node instanceof Text shown) {
      text.append(" “").append(shown.getText()).append('”');
    }
    return text.toString();
  }
}
