package org.dubbelslot.desktop.inspect;

import com.sun.javafx.scene.input.DragboardHelper;
import com.sun.javafx.tk.TKClipboard;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import javafx.scene.image.Image;
import javafx.scene.input.DataFormat;
import javafx.scene.input.Dragboard;
import javafx.scene.input.TransferMode;
import javafx.util.Pair;

/** What another program lets be dragged; the headless screen has no drags of its own. */
public final class DroppedContent implements TKClipboard {
  private final Map<DataFormat, Object> content;

  private DroppedContent(Map<DataFormat, Object> content) {
    this.content = Map.copyOf(content);
  }

  public static Dragboard dragboard(Map<DataFormat, Object> content) {
    return DragboardHelper.createDragboard(new DroppedContent(content));
  }

  @Override
  public Set<DataFormat> getContentTypes() {
    return content.keySet();
  }

  @Override
  @SafeVarargs
  public final boolean putContent(Pair<DataFormat, Object>... added) {
    return false;
  }

  @Override
  public Object getContent(DataFormat format) {
    return content.get(format);
  }

  @Override
  public boolean hasContent(DataFormat format) {
    return content.containsKey(format);
  }

  @Override
  public Set<TransferMode> getTransferModes() {
    return EnumSet.of(TransferMode.COPY);
  }

  @Override
  public Image getDragView() {
    return null;
  }

  @Override
  public void setDragView(Image image) {}

  @Override
  public double getDragViewOffsetX() {
    return 0;
  }

  @Override
  public void setDragViewOffsetX(double offset) {}

  @Override
  public double getDragViewOffsetY() {
    return 0;
  }

  @Override
  public void setDragViewOffsetY(double offset) {}
}
