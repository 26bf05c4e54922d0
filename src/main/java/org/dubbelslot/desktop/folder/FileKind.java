package org.dubbelslot.desktop.folder;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dubbelslot.desktop.common.Glyph;
import org.dubbelslot.transfer.Entry;

/** What kind of item a name tells of. */
enum FileKind {
  FOLDER(Glyph.FOLDER),
  DOCUMENT(
      Glyph.TEXT,
      "doc",
      "docx",
      "dot",
      "dotx",
      "odt",
      "ott",
      "rtf",
      "pdf",
      "pages",
      "txt",
      "md",
      "html",
      "htm",
      "eml",
      "msg"),
  TABLE(Glyph.TABLE, "xls", "xlsx", "xlsm", "ods", "csv", "tsv", "numbers"),
  SLIDES(Glyph.SLIDES, "ppt", "pptx", "pps", "ppsx", "odp", "key"),
  IMAGE(
      Glyph.IMAGE, "png", "jpg", "jpeg", "gif", "bmp", "svg", "tif", "tiff", "webp", "heic", "raw"),
  VIDEO(Glyph.VIDEO, "mp4", "mov", "avi", "mkv", "webm", "wmv", "m4v"),
  SOUND(Glyph.SOUND, "mp3", "wav", "m4a", "ogg", "flac", "aac", "wma"),
  OTHER(Glyph.FILE);

  private static final Map<String, FileKind> BY_EXTENSION = byExtension();

  private final Glyph glyph;
  private final List<String> extensions;

  FileKind(Glyph glyph, String... extensions) {
    this.glyph = glyph;
    this.extensions = List.of(extensions);
  }

  private static Map<String, FileKind> byExtension() {
    Map<String, FileKind> kinds = new HashMap<>();
    Arrays.stream(values())
        .forEach(kind -> kind.extensions.forEach(extension -> kinds.put(extension, kind)));
    return Map.copyOf(kinds);
  }

  static FileKind of(Entry entry) {
    return switch (entry) {
      case Entry.Folder _ -> FOLDER;
      case Entry.SealedFile file -> ofName(file.name());
      case Entry.ReadableFile file -> ofName(file.name());
      case Entry.Unreadable _ -> OTHER;
    };
  }

  static FileKind ofName(String name) {
    String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return BY_EXTENSION.getOrDefault(extension, OTHER);
  }

  Glyph glyph() {
    return glyph;
  }

  /** The key of its name in words. */
  String key() {
    return "desktop.folder.kind." + name().toLowerCase(Locale.ROOT);
  }
}
