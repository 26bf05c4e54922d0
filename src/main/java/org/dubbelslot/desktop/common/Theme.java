package org.dubbelslot.desktop.common;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.util.Optional;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.scene.Scene;

/** How the window looks; one style sheet of ours stands on AtlantaFX's, in light and in dark. */
public enum Theme {
  /** As the operating system. */
  SYSTEM,
  /** Light. */
  LIGHT,
  /** Dark. */
  DARK;

  private static final PseudoClass IS_DARK = PseudoClass.getPseudoClass("dark");
  private static final String SCALE = "text scale";
  private static final double USUAL_TEXT = 14;
  private static final String WINDOW = "window";
  private static final String OURS =
      Theme.class.getResource("/org/dubbelslot/desktop/desktop.css").toExternalForm();

  /**
   * Dresses a scene, from now on; on the screen's thread. {@link #SYSTEM} follows the system while
   * the scene lives.
   *
   * @param textSize in pixels; everything else grows with it
   */
  public void apply(Scene scene, int textSize) {
    Object before = scene.getProperties().get(Theme.class);
    if (before instanceof Following following) {
      Platform.getPreferences().colorSchemeProperty().removeListener(following);
    }
    scene.getProperties().put(SCALE, textSize / USUAL_TEXT);
    scene.getRoot().setStyle("-fx-font-size: " + textSize + "px");
    dress(scene, scheme().orElseGet(() -> Platform.getPreferences().getColorScheme()));
    if (this == SYSTEM) {
      Following following = new Following(scene);
      scene.getProperties().put(Theme.class, following);
      Platform.getPreferences().colorSchemeProperty().addListener(following);
    }
  }

  /** How much larger than usual the text of a scene is: 1 for the usual size, or no scene. */
  public static double scale(Scene scene) {
    return scene != null && scene.getProperties().get(SCALE) instanceof Double scale ? scale : 1;
  }

  private Optional<ColorScheme> scheme() {
    return switch (this) {
      case SYSTEM -> Optional.empty();
      case LIGHT -> Optional.of(ColorScheme.LIGHT);
      case DARK -> Optional.of(ColorScheme.DARK);
    };
  }

  private static void dress(Scene scene, ColorScheme scheme) {
    boolean dark = scheme == ColorScheme.DARK;
    // For the whole program, because menus and tooltips are windows of their own.
    Application.setUserAgentStylesheet(
        (dark ? new PrimerDark() : new PrimerLight()).getUserAgentStylesheet());
    if (!scene.getStylesheets().contains(OURS)) {
      scene.getStylesheets().add(OURS);
    }
    if (!scene.getRoot().getStyleClass().contains(WINDOW)) {
      scene.getRoot().getStyleClass().add(WINDOW);
    }
    scene.getRoot().pseudoClassStateChanged(IS_DARK, dark);
  }

  private record Following(Scene scene) implements ChangeListener<ColorScheme> {
    @Override
    public void changed(
        ObservableValue<? extends ColorScheme> seen, ColorScheme before, ColorScheme now) {
      dress(scene, now);
    }
  }
}
