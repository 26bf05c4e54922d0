package org.dubbelslot.drive.graph;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.dubbelslot.drive.DriveException;
import org.dubbelslot.drive.DriveItem;
import org.dubbelslot.drive.Upload;
import org.dubbelslot.drive.UploadHandle;
import org.dubbelslot.drive.UploadRequest;
import org.dubbelslot.drive.UploadSource;
import org.dubbelslot.egress.Purpose;

/**
 * A small file, or one without bytes, in a single request (learn.microsoft.com, "Upload small
 * files"): nothing is begun before, and nothing remains to be given up. When the answer gets lost,
 * the folder is asked whether the file arrived, so that it is neither missing nor there twice.
 */
final class WholeUpload implements Upload {
  /** What Graph takes in one request today; by far the most goes in sessions. */
  static final long LARGEST = 250L * 1000 * 1000;

  private final ByteDoor door;
  private final GraphDrive drive;
  private final UploadRequest request;
  private final Landing landing;
  private boolean perhapsThere;
  private Optional<String> hash = Optional.empty();
  private Optional<DriveItem> damaged = Optional.empty();

  /**
   * An upload of which nothing has been sent by this object.
   *
   * @param perhapsThere whether an earlier run may have sent it
   */
  WholeUpload(ByteDoor door, GraphDrive drive, UploadRequest request, boolean perhapsThere) {
    this.door = door;
    this.drive = drive;
    this.request = request;
    this.perhapsThere = perhapsThere;
    this.landing = new Landing(drive, request);
  }

  @Override
  public UploadHandle handle() {
    return new SessionHandle(drive.driveId(), request, Optional.empty()).encode();
  }

  @Override
  public Uploaded send(UploadSource source, LongConsumer progress) throws DriveException {
    Attempts attempts = new Attempts(content(source));
    progress.accept(0);
    Optional<DriveItem> item = Optional.empty();
    while (item.isEmpty()) {
      item = attempts.next();
    }
    Uploaded uploaded = compare(item.get());
    perhapsThere = false;
    drive.made(uploaded.item());
    progress.accept(request.size());
    return uploaded;
  }

  /** Takes back what arrived although its answer got lost, unless it replaced something. */
  @Override
  public void cancel() throws DriveException {
    if (damaged.isPresent()) {
      landing.takeBack(damaged.get());
      damaged = Optional.empty();
    } else if (perhapsThere && hash.isPresent()) {
      landing.takeBack(hash.get());
      perhapsThere = false;
    }
  }

  /**
   * The bytes to send, read once; those of a large file, which goes this way in need, each time.
   */
  private Supplier<BodyPublisher> content(UploadSource source) throws DriveException {
    boolean small = request.size() <= GraphSettings.LARGEST_WHOLE;
    int piece = small ? (int) request.size() : 0;
    try (SourceReader reader = new SourceReader(source, request.size(), piece)) {
      byte[] bytes = piece == 0 ? new byte[0] : reader.read(0, piece);
      hash = Optional.of(reader.wholeHash());
      if (piece == 0) {
        reader.checkEnd();
      }
      return small ? () -> BodyPublishers.ofByteArray(bytes) : () -> streamed(source);
    } catch (DriveException e) {
      throw e;
    } catch (IOException e) {
      throw new DriveException.SourceFailed(e);
    }
  }

  private BodyPublisher streamed(UploadSource source) {
    return BodyPublishers.fromPublisher(
        BodyPublishers.ofInputStream(
            () -> {
              try {
                return source.from(0);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            }),
        request.size());
  }

  /** What was looked up after the answer may be somebody else's already, and not to be removed. */
  private DriveException damaged(
      DriveException.Damaged.What what, DriveItem answered, DriveItem full) {
    damaged = Optional.of(answered);
    return new DriveException.Damaged(what, full);
  }

  private Uploaded compare(DriveItem item) throws DriveException {
    if (item.size() != request.size()) {
      throw damaged(DriveException.Damaged.What.SIZE, item, item);
    }
    if (item.size() == 0) {
      return new Uploaded(item, false);
    }
    DriveItem full = item.quickXorHash().isPresent() ? item : drive.stat(item.id());
    if (full.quickXorHash().isPresent() && !full.quickXorHash().equals(hash)) {
      throw damaged(DriveException.Damaged.What.HASH, item, full);
    }
    return new Uploaded(full, full.quickXorHash().isPresent());
  }

  /** One request after another until there is an answer to rely on. */
  private final class Attempts {
    private final Supplier<BodyPublisher> content;
    private final Patience patience = Patience.forBytes(door.gate());
    private Optional<String> condition = request.eTag();
    private boolean missed;

    Attempts(Supplier<BodyPublisher> content) {
      this.content = content;
    }

    /** The file, or empty when another attempt is worth it. */
    Optional<DriveItem> next() throws DriveException {
      try {
        if (perhapsThere) {
          Optional<DriveItem> there = landing.find(hash.orElseThrow());
          if (there.isPresent()) {
            return there;
          }
        }
        return judge(door.send(put(), Purpose.UPLOAD));
      } catch (DriveException.Unreachable e) {
        perhapsThere = true;
        patience.failed(e);
        return Optional.empty();
      }
    }

    private Optional<DriveItem> judge(HttpResponse<byte[]> answer) throws DriveException {
      int status = answer.statusCode();
      if (status == 200 || status == 201) {
        return parsed(answer);
      }
      if (GraphFailures.throttles(status)) {
        patience.throttled(door.retryAfter(answer));
        return Optional.empty();
      }
      DriveException failure = GraphFailures.of(status, GraphFailures.code(answer.body()));
      if (GraphFailures.passes(status)) {
        perhapsThere = true;
        patience.failed(failure);
        return Optional.empty();
      }
      return switch (failure) {
        case DriveException.NotFound gone when !missed -> {
          missed = true;
          door.gate().doubt();
          yield Optional.empty();
        }
        case DriveException.NameTaken taken -> arrivedBefore(taken);
        case DriveException.Locked locked -> arrivedBefore(locked);
        case DriveException.Changed changed -> {
          Optional<DriveItem> there = drive.child(request.parentId(), request.name());
          boolean unchanged = there.isPresent() && there.get().eTag().equals(request.eTag());
          if (!unchanged) {
            yield arrivedBefore(changed);
          }
          // The drive was wrong. Either tag will do, and the other one may.
          patience.failed(changed);
          condition = condition.equals(request.eTag()) ? there.get().cTag() : request.eTag();
          yield Optional.empty();
        }
        default -> throw failure;
      };
    }

    /** An earlier attempt may be the reason why this one was refused. */
    private Optional<DriveItem> arrivedBefore(DriveException failure) throws DriveException {
      Optional<DriveItem> there =
          perhapsThere ? landing.find(hash.orElseThrow()) : Optional.<DriveItem>empty();
      if (there.isPresent()) {
        return there;
      }
      boolean held =
          failure instanceof DriveException.NameTaken
              && drive.child(request.parentId(), request.name()).isEmpty();
      throw held ? drive.held(request) : failure;
    }

    private Optional<DriveItem> parsed(HttpResponse<byte[]> answer) throws DriveException {
      try {
        return Optional.of(ItemJson.parse(answer.body()));
      } catch (DriveException.Protocol e) {
        // Half an answer, or somebody else's: the file may be there or not.
        perhapsThere = true;
        patience.failed(e);
        return Optional.empty();
      }
    }

    private HttpRequest put() throws DriveException {
      String conflict = request.onConflict().name().toLowerCase(Locale.ROOT);
      HttpRequest.Builder put =
          door.toGraph(
                  "/drives/"
                      + Urls.segment(drive.driveId())
                      + "/items/"
                      + Urls.segment(request.parentId())
                      + ":/"
                      + Urls.segment(request.name())
                      + ":/content?@microsoft.graph.conflictBehavior="
                      + conflict)
              .header("Content-Type", "application/octet-stream")
              .PUT(content.get());
      condition.ifPresent(tag -> put.header("If-Match", tag));
      return put.build();
    }
  }
}
