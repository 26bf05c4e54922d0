package org.dubbelslot.drive.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dubbelslot.drive.DriveException;
import org.dubbelslot.drive.DriveItem;
import org.dubbelslot.drive.Upload;
import org.dubbelslot.drive.UploadHandle;
import org.dubbelslot.drive.UploadSource;
import org.dubbelslot.egress.Purpose;

/**
 * An upload session of Graph (learn.microsoft.com, "driveItem: createUploadSession"): fragments in
 * order to an address that holds a secret, and that therefore never appears anywhere else.
 */
final class SessionUpload implements Upload {
  /** A session is reported gone under load although it is not; after this it tells the truth. */
  private static final Duration DOUBT = Duration.ofSeconds(5);

  private static final Pattern RANGE = Pattern.compile("([0-9]{1,18})-[0-9]*");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ByteDoor door;
  private final GraphDrive drive;
  private final SessionHandle handle;
  private final URI address;
  private final long size;
  private boolean begun;
  private boolean ended;

  /**
   * An upload whose session exists.
   *
   * @param begun whether the drive may have some of it already
   */
  SessionUpload(ByteDoor door, GraphDrive drive, SessionHandle handle, boolean begun)
      throws DriveException {
    this.door = door;
    this.drive = drive;
    this.handle = handle;
    this.address = ByteDoor.address(handle.uploadUrl().orElse(""));
    this.size = handle.request().size();
    this.begun = begun;
  }

  @Override
  public UploadHandle handle() {
    return handle.encode();
  }

  @Override
  public Uploaded send(UploadSource source, LongConsumer progress) throws DriveException {
    Patience patience = Patience.forBytes(door.gate());
    try (SourceReader reader = new SourceReader(source, size, door.fragment())) {
      OptionalLong at = begun ? missing(patience, false) : OptionalLong.of(0);
      begun = true;
      Optional<DriveItem> item = Optional.empty();
      while (item.isEmpty()) {
        if (at.isEmpty() || at.getAsLong() >= size) {
          item = Optional.of(landed(reader));
        } else {
          progress.accept(at.getAsLong());
          Step step = step(reader, at.getAsLong(), patience);
          at = step.next();
          item = step.item();
        }
      }
      ended = true;
      progress.accept(size);
      return compare(item.get(), reader);
    } catch (DriveException e) {
      throw e;
    } catch (IOException e) {
      throw new DriveException.SourceFailed(e);
    }
  }

  @Override
  public void cancel() throws DriveException {
    if (ended) {
      return;
    }
    Patience patience = Patience.forBytes(door.gate());
    HttpRequest request = door.toContent(address).DELETE().build();
    while (!ended) {
      try {
        HttpResponse<byte[]> answer = door.send(request, Purpose.UPLOAD);
        if (GraphFailures.throttles(answer.statusCode())) {
          patience.throttled(door.retryAfter(answer));
        } else if (GraphFailures.passes(answer.statusCode())) {
          patience.failed(failure(answer));
        } else {
          // 204: cancelled; 401, 404, 410: it was gone before. Nothing else can be done about it.
          ended = true;
        }
      } catch (DriveException.Unreachable e) {
        patience.failed(e);
      }
    }
  }

  /**
   * Where to go on, and the finished file if that was the end; neither when the session is gone.
   */
  private record Step(OptionalLong next, Optional<DriveItem> item) {}

  private Step step(SourceReader reader, long at, Patience patience) throws DriveException {
    int length = (int) Math.min(door.fragment(), size - at);
    byte[] piece = reader.read(at, length);
    HttpRequest request =
        door.toContent(address)
            .header("Content-Range", "bytes " + at + "-" + (at + length - 1) + "/" + size)
            .PUT(BodyPublishers.ofByteArray(piece, 0, length))
            .build();
    HttpResponse<byte[]> answer;
    try {
      answer = door.send(request, Purpose.UPLOAD);
    } catch (DriveException.Unreachable e) {
      patience.failed(e);
      return goOn(missing(patience, false));
    }
    int status = answer.statusCode();
    return switch (status) {
      case 200, 201 -> new Step(OptionalLong.of(size), Optional.of(ItemJson.parse(answer.body())));
      case 202 -> {
        long next = next(answer.body()).orElse(at + length);
        if (next > at) {
          patience.restore();
        } else {
          patience.failed(new DriveException.Protocol(status, "noProgress"));
        }
        yield goOn(OptionalLong.of(next));
      }
      case 416 -> {
        OptionalLong next = missing(patience, false);
        if (next.isPresent() && next.getAsLong() == at) {
          patience.count(failure(answer));
        }
        yield goOn(next);
      }
      case 404 -> {
        door.gate().sleep(DOUBT);
        OptionalLong next = missing(patience, true);
        if (next.isPresent() && next.getAsLong() == at) {
          patience.count(new DriveException.SessionLost());
        }
        yield goOn(next);
      }
      case 401, 410 -> goOn(OptionalLong.empty());
      default -> {
        if (GraphFailures.throttles(status)) {
          patience.throttled(door.retryAfter(answer));
          yield goOn(OptionalLong.of(at));
        }
        DriveException failure = failure(answer);
        if (!GraphFailures.passes(status)) {
          throw failure;
        }
        patience.failed(failure);
        yield goOn(missing(patience, false));
      }
    };
  }

  private static Step goOn(OptionalLong next) {
    return new Step(next, Optional.empty());
  }

  /**
   * Asks the session where to go on.
   *
   * @param doubted whether "gone" was heard before, and is believed when heard again
   * @return empty when the session is gone; the size when nothing is missing
   */
  private OptionalLong missing(Patience patience, boolean doubted) throws DriveException {
    HttpRequest request = door.toContent(address).GET().build();
    boolean believe = doubted;
    while (true) {
      HttpResponse<byte[]> answer;
      try {
        answer = door.send(request, Purpose.UPLOAD);
      } catch (DriveException.Unreachable e) {
        patience.failed(e);
        continue;
      }
      int status = answer.statusCode();
      if (status == 200) {
        return OptionalLong.of(next(answer.body()).orElse(size));
      } else if (status == 401 || status == 410 || status == 404 && believe) {
        return OptionalLong.empty();
      } else if (status == 404) {
        believe = true;
        door.gate().sleep(DOUBT);
      } else if (GraphFailures.throttles(status)) {
        patience.throttled(door.retryAfter(answer));
      } else if (GraphFailures.passes(status)) {
        patience.failed(failure(answer));
      } else {
        throw failure(answer);
      }
    }
  }

  /**
   * The file, when the session is gone because it was finished and only the answer got lost.
   *
   * @throws DriveException.SessionLost when there is no such file
   */
  private DriveItem landed(SourceReader reader) throws DriveException {
    return new Landing(drive, handle.request())
        .find(reader.wholeHash())
        .orElseThrow(DriveException.SessionLost::new);
  }

  private Uploaded compare(DriveItem item, SourceReader reader) throws DriveException {
    DriveItem full = item.quickXorHash().isPresent() ? item : drive.stat(item.id());
    if (full.size() != size) {
      throw new DriveException.Damaged(DriveException.Damaged.What.SIZE, full);
    }
    if (full.quickXorHash().isEmpty()) {
      return new Uploaded(full, false);
    }
    if (!full.quickXorHash().get().equals(reader.wholeHash())) {
      throw new DriveException.Damaged(DriveException.Damaged.What.HASH, full);
    }
    return new Uploaded(full, true);
  }

  private static DriveException failure(HttpResponse<byte[]> answer) {
    return GraphFailures.of(answer.statusCode(), GraphFailures.code(answer.body()));
  }

  /** The first byte of {@code nextExpectedRanges}, or empty when the answer has none. */
  private static OptionalLong next(byte[] body) throws DriveException {
    try {
      JsonNode ranges = JSON.readTree(body).path("nextExpectedRanges");
      long first = Long.MAX_VALUE;
      for (JsonNode range : ranges) {
        Matcher matcher = RANGE.matcher(range.asText());
        if (!matcher.matches()) {
          throw new DriveException.Protocol(0, "badRanges");
        }
        first = Math.min(first, Long.parseLong(matcher.group(1)));
      }
      return ranges.isEmpty() ? OptionalLong.empty() : OptionalLong.of(first);
    } catch (DriveException e) {
      throw e;
    } catch (IOException e) {
      throw new DriveException.Protocol(0, "badRanges");
    }
  }
}
