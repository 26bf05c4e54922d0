package org.dubbelslot.desktop.common;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.layout.BackgroundFill;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.paint.Paint;
import javafx.scene.shape.SVGPath;
import javafx.scene.text.Text;

/** Contrast as WCAG 2.2 computes it, between what a scene really shows and what it stands on. */
public final class Contrast {
  private final List<Measured> texts = new ArrayList<>();
  private final List<Measured> drawings = new ArrayList<>();

  public record Measured(String what, Color colour, Color ground, double ratio) {}

  public List<Measured> texts() {
    return texts;
  }

  public List<Measured> drawings() {
    return drawings;
  }

  /** Measures all that is shown under {@code node}; what is disabled need not stand out. */
  public void measure(Node node) {
    if (!node.isVisible() || node.isDisabled()) {
      return;
    }
    switch (node) {
      case Text text when !text.getText().isBlank() ->
          texts.add(measured(text.getText(), text.getFill(), text));
      case SVGPath path -> drawings.add(measured("drawing", path.getFill(), path));
      case Parent parent -> parent.getChildrenUnmodifiable().forEach(this::measure);
      default -> {
        // An empty text, or a shape that says nothing.
      }
    }
  }

  public static double luminanceOfGround(Node node) {
    return luminance(ground(node));
  }

  private static Measured measured(String what, Paint paint, Node node) {
    Color ground = ground(node);
    Color colour = over((Color) paint, ground);
    double a = luminance(colour) + 0.05;
    double b = luminance(ground) + 0.05;
    return new Measured(what, colour, ground, Math.max(a, b) / Math.min(a, b));
  }

  private static Color ground(Node node) {
    if (node == null) {
      return Color.WHITE;
    }
    Color ground = Color.TRANSPARENT;
    if (node instanceof Region region && region.getBackground() != null) {
      for (BackgroundFill fill : region.getBackground().getFills()) {
        ground = over((Color) fill.getFill(), ground);
      }
    }
    return ground.isOpaque() ? ground : over(ground, ground(node.getParent()));
  }

  private static Color over(Color top, Color below) {
    double part = top.getOpacity();
    return Color.color(
        top.getRed() * part + below.getRed() * (1 - part),
        top.getGreen() * part + below.getGreen() * (1 - part),
        top.getBlue() * part + below.getBlue() * (1 - part),
        part + below.getOpacity() * (1 - part));
  }

  private static double luminance(Color colour) {
    return 0.2126 * linear(colour.getRed())
        + 0.7152 * linear(colour.getGreen())
        + 0.0722 * linear(colour.getBlue());
  }

  private static double linear(double channel) {
    return channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
  }
}
