package org.dubbelslot.desktop.common;

import java.util.stream.Stream;
import javafx.geometry.Point2D;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Window;
import org.testfx.api.FxRobot;
import org.testfx.api.FxRobotContext;
import org.testfx.robot.BaseRobot;
import org.testfx.robot.KeyboardRobot;
import org.testfx.robot.Motion;
import org.testfx.robot.MouseRobot;
import org.testfx.service.query.PointQuery;

/**
 * A robot with the hands of somebody who knows the program: it waits for the window once after a
 * click, a key or a text. TestFX waits after every move, press, release and letter, about 75
 * milliseconds each, which is half the time of a test.
 */
final class Hands extends FxRobot {
  @Override
  public FxRobot clickOn(PointQuery query, Motion motion, MouseButton... buttons) {
    MouseRobot mouse = robotContext().getMouseRobot();
    Point2D point = query.query();
    mouse.moveNoWait(point);
    Stages.settle();
    // What lies there may have moved while the mouse came.
    mouse.moveNoWait(query.query());
    mouse.pressNoWait(buttons.length == 0 ? new MouseButton[] {MouseButton.PRIMARY} : buttons);
    mouse.releaseNoWait();
    Stages.settle();
    return this;
  }

  @Override
  public FxRobot push(KeyCode... combination) {
    KeyboardRobot keyboard = robotContext().getKeyboardRobot();
    keyboard.pressNoWait(combination);
    keyboard.releaseNoWait(Stream.of(combination).toList().reversed().toArray(KeyCode[]::new));
    Stages.settle();
    return this;
  }

  @Override
  public FxRobot write(String text) {
    FxRobotContext context = robotContext();
    BaseRobot base = context.getBaseRobot();
    Scene scene = focused(context).getScene();
    text.codePoints()
        .mapToObj(Character::toString)
        .forEach(letter -> base.typeKeyboard(scene, KeyCode.UNDEFINED, letter));
    Stages.settle();
    return this;
  }

  private static Window focused(FxRobotContext context) {
    return Stages.on(
        () ->
            context.getWindowFinder().listWindows().stream()
                .filter(Window::isFocused)
                .findFirst()
                .orElseGet(() -> context.getWindowFinder().targetWindow()));
  }
}
