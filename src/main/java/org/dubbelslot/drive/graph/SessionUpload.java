package org.dubbelslot.drive.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
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
  private static final String BAD_RANGES = "badRanges";
  private static final Pattern RANGE = Pattern.compile("([0-9]{1,18})-[0-9]*");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ByteDoor door;
  private final GraphDrive drive;
  private final SessionHandle handle;
  private final URI address;
  private final long size;
  private final Landing landing;
  private boolean begun;
  private boolean ended;

  /** The hash of what the drive was sent whole, as long as it has not proved good. */
  private Optional<String> wholeSent = Optional.empty();

  private Optional<DriveItem> damaged = Optional.empty();

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
    this.landing = new Landing(drive, handle.request());
  }

  @Override
  public UploadHandle handle() {
    return handle.encode();
  }

  @Override
  public Uploaded send(UploadSource source, LongConsumer progress) throws DriveException {
    try (SourceReader reader = new SourceReader(source, size, door.fragment())) {
      DriveItem item = new Run(reader, progress).finish();
      ended = true;
      progress.accept(size);
      return compare(item, reader);
    } catch (DriveException e) {
      throw e;
    } catch (IOException e) {
      throw new DriveException.SourceFailed(e);
    }
  }

  @Override
  public void cancel() throws DriveException {
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
    if (damaged.isPresent()) {
      landing.takeBack(damaged.get());
      damaged = Optional.empty();
    } else if (wholeSent.isPresent()) {
      landing.takeBack(wholeSent.get());
      wholeSent = Optional.empty();
    }
  }

  /**
   * Where to go on, and the finished file if that was the end; neither when the session is gone.
   */
  private record Step(OptionalLong next, Optional<DriveItem> item) {}

  private static Step goOn(OptionalLong next) {
    return new Step(next, Optional.empty());
  }

  /** One attempt to send what is missing, piece by piece. */
  private final class Run {
    private final SourceReader reader;
    private final LongConsumer progress;
    private final Patience patience = Patience.forBytes(door.gate());

    /** What the drive may have: it cannot have been sent more. */
    private long sent;

    /** What the drive had at most so far: only going beyond is progress. */
    private long furthest;

    Run(SourceReader reader, LongConsumer progress) {
      this.reader = reader;
      this.progress = progress;
      this.sent = begun ? size : 0;
    }

    DriveItem finish() throws DriveException {
      OptionalLong at = begun ? missing(false) : OptionalLong.of(0);
      begun = true;
      sent = at.orElse(size);
      while (true) {
        if (at.isEmpty() || at.getAsLong() >= size) {
          return landed();
        }
        progress.accept(at.getAsLong());
        Step step = step(at.getAsLong());
        if (step.item().isPresent()) {
          return step.item().get();
        }
        at = step.next();
      }
    }

    private Step step(long at) throws DriveException {
      int length = (int) Math.min(door.fragment(), size - at);
      byte[] piece = reader.read(at, length);
      HttpRequest request =
          door.toContent(address)
              .header("Content-Range", "bytes " + at + "-" + (at + length - 1) + "/" + size)
              .build();
      sent = Math.max(sent, at + length);
      if (sent == size) {
        wholeSent = Optional.of(reader.wholeHash());
      }
      HttpResponse<byte[]> answer;
      try {
        answer = door.put(request, piece, length, Purpose.UPLOAD);
      } catch (DriveException.Unreachable e) {
        return again(e);
      }
      int status = answer.statusCode();
      return switch (status) {
        case 200, 201 -> finished(answer);
        case 202 -> taken(answer, at, length);
        case 416 -> {
          OptionalLong next = missing(false);
          requireProgress(next, failure(answer));
          yield goOn(next);
        }
        case 404 -> {
          door.gate().doubt();
          OptionalLong next = missing(true);
          requireProgress(next, new DriveException.SessionLost());
          yield goOn(next);
        }
        case 401, 410 -> goOn(OptionalLong.empty());
        default -> {
          if (GraphFailures.throttles(status)) {
            patience.throttled(door.retryAfter(answer));
            yield goOn(OptionalLong.of(at));
          }
          if (!GraphFailures.passes(status)) {
            throw failure(answer);
          }
          yield again(failure(answer));
        }
      };
    }

    /** A session that sends us to and fro must not do so for ever. */
    private void requireProgress(OptionalLong next, DriveException failure) throws DriveException {
      if (next.isPresent() && next.getAsLong() > furthest) {
        furthest = next.getAsLong();
      } else if (next.isPresent()) {
        patience.count(failure);
      }
    }

    /** Asks the session where to go on after something that may have been done or not. */
    private Step again(DriveException failure) throws DriveException {
      patience.failed(failure);
      return goOn(missing(false));
    }

    private Step finished(HttpResponse<byte[]> answer) throws DriveException {
      try {
        return new Step(OptionalLong.of(size), Optional.of(ItemJson.parse(answer.body())));
      } catch (DriveException.Protocol e) {
        return again(e);
      }
    }

    private Step taken(HttpResponse<byte[]> answer, long at, int length) throws DriveException {
      long next;
      try {
        next = next(answer.body()).orElse(at + length);
      } catch (DriveException.Protocol e) {
        return again(e);
      }
      if (next > at + length || next >= size) {
        return again(new DriveException.Protocol(answer.statusCode(), BAD_RANGES));
      }
      if (next > furthest) {
        furthest = next;
        patience.restore();
      } else {
        patience.failed(new DriveException.Protocol(answer.statusCode(), "noProgress"));
      }
      return goOn(OptionalLong.of(next));
    }

    /**
     * Asks the session where to go on.
     *
     * @param doubted whether "gone" was heard before, and is believed when heard again
     * @return empty when the session is gone; the size when nothing is missing
     */
    private OptionalLong missing(boolean doubted) throws DriveException {
      HttpRequest request = door.toContent(address).GET().build();
      boolean believe = doubted;
      while (true) {
        try {
          HttpResponse<byte[]> answer = door.send(request, Purpose.UPLOAD);
          int status = answer.statusCode();
          if (status == 200) {
            long next = next(answer.body()).orElse(size);
            if (next <= sent) {
              return OptionalLong.of(next);
            }
            patience.failed(new DriveException.Protocol(status, BAD_RANGES));
          } else if (status == 401 || status == 410 || status == 404 && believe) {
            return OptionalLong.empty();
          } else if (status == 404) {
            believe = true;
            door.gate().doubt();
          } else if (GraphFailures.throttles(status)) {
            patience.throttled(door.retryAfter(answer));
          } else if (GraphFailures.passes(status)) {
            patience.failed(failure(answer));
          } else {
            throw failure(answer);
          }
        } catch (DriveException.Unreachable e) {
          patience.failed(e);
        } catch (DriveException.Protocol e) {
          if (!e.code().equals(BAD_RANGES)) {
            throw e;
          }
          patience.failed(e);
        }
      }
    }

    /**
     * The file, when the session is gone because it was finished and only the answer got lost.
     *
     * @throws DriveException.SessionLost when there is no such file
     */
    private DriveItem landed() throws DriveException {
      return landing.find(reader.wholeHash()).orElseThrow(DriveException.SessionLost::new);
    }
  }

  /** What was looked up after the answer may be somebody else's already, and not to be removed. */
  private DriveException damaged(
      DriveException.Damaged.What what, DriveItem answered, DriveItem full) {
    damaged = Optional.of(answered);
    return new DriveException.Damaged(what, full);
  }

  private Uploaded compare(DriveItem item, SourceReader reader) throws DriveException {
    DriveItem full = item.quickXorHash().isPresent() ? item : drive.stat(item.id());
    if (full.size() != size) {
      throw damaged(DriveException.Damaged.What.SIZE, item, full);
    }
    boolean hashed = full.quickXorHash().isPresent();
    if (hashed && !full.quickXorHash().get().equals(reader.wholeHash())) {
      throw damaged(DriveException.Damaged.What.HASH, item, full);
    }
    wholeSent = Optional.empty();
    drive.made(full);
    return new Uploaded(full, hashed);
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
          throw new DriveException.Protocol(0, BAD_RANGES);
        }
        first = Math.min(first, Long.parseLong(matcher.group(1)));
      }
      return ranges.isEmpty() ? OptionalLong.empty() : OptionalLong.of(first);
    } catch (DriveException e) {
      throw e;
    } catch (IOException e) {
      throw new DriveException.Protocol(0, BAD_RANGES);
    }
  }
}
