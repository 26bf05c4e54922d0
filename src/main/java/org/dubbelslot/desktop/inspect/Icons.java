package org.dubbelslot.desktop.inspect;

import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.shape.FillRule;
import javafx.scene.shape.SVGPath;
import org.dubbelslot.desktop.inspect.Report.Verdict;

/** The few drawings, shown 32 by 32; their colour is the style sheet's. */
final class Icons {
  /** They are drawn on a field of 24 by 24. */
  private static final double FIELD = 24;

  private static final double SHOWN = 32;
  private static final String BODY =
      "M5 10 H19 A2 2 0 0 1 21 12 V20 A2 2 0 0 1 19 22 H5 A2 2 0 0 1 3 20 V12 A2 2 0 0 1 5 10 Z";
  private static final String KEYHOLE = "M11 14 H13 V18 H11 Z";
  private static final String SHUT =
      BODY + KEYHOLE + "M6 10 V7 A6 6 0 0 1 18 7 V10 H16 V7 A4 4 0 0 0 8 7 V10 Z";
  private static final String OPEN =
      BODY + KEYHOLE + "M6 10 V7 A6 6 0 0 1 17.6 5 L15.7 5.6 A4 4 0 0 0 8 7 V10 Z";
  private static final String WARNING =
      "M12 2 L23.5 22 H0.5 Z M11 9 H13 V15.5 H11 Z M11 17.5 H13 V19.5 H11 Z";

  private Icons() {}

  /** Two shut locks, an open one, or a warning sign. */
  static Node of(Verdict verdict) {
    return switch (verdict) {
      case SEALED -> twoLocks();
      case READABLE -> new Group(path(OPEN));
      case UNCLEAR -> new Group(path(WARNING));
    };
  }

  static Node twoLocks() {
    SVGPath second = path(SHUT);
    second.setTranslateX(SHOWN);
    return new Group(path(SHUT), second);
  }

  private static SVGPath path(String content) {
    SVGPath path = new SVGPath();
    path.setContent(content);
    path.setScaleX(SHOWN / FIELD);
    path.setScaleY(SHOWN / FIELD);
    path.setFillRule(FillRule.EVEN_ODD);
    path.getStyleClass().add("icon");
    return path;
  }
}
