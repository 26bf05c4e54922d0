package org.dubbelslot.desktop.common;

import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The window's icons, by what they mean. None stands alone: a text or accessible name says it. */
public enum Glyph {
  ADD(Feather.PLUS),
  ARROW_UP(Feather.ARROW_UP),
  BACK(Feather.ARROW_LEFT),
  BUSY(Feather.LOADER),
  CANCEL(Feather.X),
  CHANNEL(Feather.USERS),
  CLOSE(Feather.X),
  CONNECTIONS(Feather.ACTIVITY),
  COPY(Feather.COPY),
  DELETE(Feather.TRASH_2),
  DONE(Feather.CHECK),
  DOWNLOAD(Feather.DOWNLOAD),
  EDIT(Feather.EDIT_2),
  FILE(Feather.FILE),
  FILTER(Feather.FILTER),
  FOLDER(Feather.FOLDER),
  IMAGE(Feather.IMAGE),
  INFORMATION(Feather.INFO),
  KEEP(Feather.CALENDAR),
  LIBRARY(Feather.BOOK),
  LINK(Feather.LINK),
  LOCK(Feather.LOCK),
  MENU(Feather.MENU),
  MORE(Feather.MORE_HORIZONTAL),
  MOVE(Feather.CORNER_UP_RIGHT),
  NEW_FOLDER(Feather.FOLDER_PLUS),
  NEXT(Feather.CHEVRON_RIGHT),
  OFFLINE(Feather.CLOUD_OFF),
  ONEDRIVE(Feather.CLOUD),
  OPEN(Feather.EXTERNAL_LINK),
  OPEN_LOCK(Feather.UNLOCK),
  PAUSE(Feather.PAUSE),
  PEOPLE(Feather.USERS),
  PROTECT(Feather.SHIELD),
  PROVIDER(Feather.EYE),
  READABLE(Feather.ALERT_TRIANGLE),
  REFRESH(Feather.REFRESH_CW),
  RENAME(Feather.EDIT_3),
  RESUME(Feather.PLAY),
  SAVE(Feather.SAVE),
  SEARCH(Feather.SEARCH),
  SETTINGS(Feather.SETTINGS),
  SIGN_IN(Feather.LOG_IN),
  SLIDES(Feather.MONITOR),
  SOUND(Feather.MUSIC),
  TABLE(Feather.GRID),
  TEXT(Feather.FILE_TEXT),
  THIS_COMPUTER(Feather.HARD_DRIVE),
  TRANSFERS(Feather.REPEAT),
  TRY(Feather.COFFEE),
  UNDO(Feather.ROTATE_CCW),
  UNKNOWN(Feather.HELP_CIRCLE),
  UPLOAD(Feather.UPLOAD),
  VERIFIED(Feather.CHECK_CIRCLE),
  VERSIONS(Feather.CLOCK),
  VIDEO(Feather.VIDEO),
  WAITING(Feather.CLOCK),
  WARNING(Feather.ALERT_TRIANGLE);

  private final Feather feather;

  Glyph(Feather feather) {
    this.feather = feather;
  }

  /** A new node that shows it; its size and colour are the style sheet's. */
  public FontIcon icon() {
    return new FontIcon(feather);
  }
}
