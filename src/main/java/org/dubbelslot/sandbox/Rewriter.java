package org.dubbelslot.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What SharePoint does to some files after an upload: it writes properties into them, so that size
 * and hash are no longer those that were sent (onedrive-api-docs #935, rclone #2599). The extension
 * alone decides.
 */
final class Rewriter {
  private static final Pattern REWRITTEN =
      Pattern.compile(".*\\.(docx?|dotx|xlsx?|pptx?|vsdx|one|pdf|html?|aspx|jpe?g)");
  private static final byte[] PROPERTIES =
      "\n<!-- properties added by the library -->\n".getBytes(StandardCharsets.US_ASCII);

  private Rewriter() {}

  static boolean rewrites(DriveInfo drive, String name) {
    return drive.kind().sharePoint() && REWRITTEN.matcher(name.toLowerCase(Locale.ROOT)).matches();
  }

  /** Changes a content that has just been stored. */
  static Item.NewContent rewrite(Path stored, Item.NewContent content) throws IOException {
    // A second name of the same bytes, as a recording has it, must keep them.
    Path beside = stored.resolveSibling(stored.getFileName() + ".rewritten");
    Files.copy(stored, beside);
    Files.write(beside, PROPERTIES, StandardOpenOption.APPEND);
    Json.moveOver(beside, stored);
    return new Item.NewContent(
        content.stored(),
        content.size() + PROPERTIES.length,
        QuickXorHash.of(stored).base64(),
        content.fileCreated(),
        content.fileModified());
  }
}
