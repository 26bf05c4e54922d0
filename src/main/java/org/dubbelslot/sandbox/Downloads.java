package org.dubbelslot.sandbox;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers with a file's bytes, or one range of them. */
final class Downloads {
  private static final Pattern RANGE = Pattern.compile("bytes=([0-9]{0,18})-([0-9]{0,18})");

  private final DriveStore store;

  Downloads(DriveStore store) {
    this.store = store;
  }

  /** 206 with the range that was asked for, 200 with everything, or 416. */
  Answer answer(Call call, DriveInfo drive, Item item, Item.Version version)
      throws GraphException, IOException {
    long size = version.size();
    String etag = item.etag(drive);
    Optional<long[]> range =
        call.header("if-range").filter(tag -> !tag.equals(etag)).isPresent()
            ? Optional.empty()
            : range(call.header("range"), size);
    long first = range.map(r -> r[0]).orElse(0L);
    long length = range.map(r -> r[1] - r[0] + 1).orElse(size);
    FileChannel file = FileChannel.open(store.content(version.content()), StandardOpenOption.READ);
    Answer answer = Answer.slice(range.isPresent() ? 206 : 200, file, first, length);
    range.ifPresent(r -> answer.header("Content-Range", "bytes " + r[0] + "-" + r[1] + "/" + size));
    return answer
        .header("Accept-Ranges", "bytes")
        .header("ETag", etag)
        .header("Cache-Control", "private,max-age=0")
        .header(
            "Content-Disposition",
            "attachment;filename*=UTF-8''" + Encoding.encodeSegment(item.name()));
  }

  /** First and last byte; absent when the whole file is to be sent. */
  private static Optional<long[]> range(Optional<String> header, long size) throws GraphException {
    Matcher matcher = RANGE.matcher(header.orElse("").replace(" ", ""));
    if (!matcher.matches() || matcher.group().equals("bytes=-")) {
      return Optional.empty();
    }
    String from = matcher.group(1);
    String to = matcher.group(2);
    long first;
    long last;
    if (from.isEmpty()) {
      first = Math.max(0, size - Long.parseLong(to));
      last = size - 1;
    } else {
      first = Long.parseLong(from);
      last = to.isEmpty() ? size - 1 : Math.min(size - 1, Long.parseLong(to));
      if (!to.isEmpty() && Long.parseLong(to) < first) {
        return Optional.empty();
      }
    }
    if (first >= size || last < first) {
      throw new GraphException(416, "invalidRange", "The requested range is not satisfiable.")
          .header("Content-Range", "bytes */" + size);
    }
    return Optional.of(new long[] {first, last});
  }
}
