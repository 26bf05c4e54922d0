package org.dubbelslot.drive.graph;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.dubbelslot.drive.DriveException;
import org.dubbelslot.drive.DriveItem;
import org.dubbelslot.drive.OnConflict;
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
  /** A folder is reported gone although it is not, above all when it was just made. */
  private static final Duration DOUBT = Duration.ofSeconds(5);

  private final ByteDoor door;
  private final GraphDrive drive;
  private final UploadRequest request;
  private boolean perhapsThere;
  private Optional<String> hash = Optional.empty();

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
  }

  @Override
  public UploadHandle handle() {
    return new SessionHandle(drive.driveId(), request, Optional.empty()).encode();
  }

  @Override
  public Uploaded send(UploadSource source, LongConsumer progress) throws DriveException {
    byte[] bytes = read(source);
    Attempts attempts = new Attempts(bytes);
    progress.accept(0);
    Optional<DriveItem> item = Optional.empty();
    while (item.isEmpty()) {
      item = attempts.next();
    }
    Uploaded uploaded = compare(item.get());
    perhapsThere = false;
    progress.accept(request.size());
    return uploaded;
  }

  /** Takes back what arrived although its answer got lost, unless it replaced something. */
  @Override
  public void cancel() throws DriveException {
    if (!perhapsThere || hash.isEmpty() || request.onConflict() == OnConflict.REPLACE) {
      return;
    }
    Optional<DriveItem> there = new Landing(drive, request).find(hash.get());
    if (there.isPresent()) {
      drive.delete(there.get().id(), there.get().eTag());
    }
    perhapsThere = false;
  }

  private byte[] read(UploadSource source) throws DriveException {
    int size = (int) request.size();
    try (SourceReader reader = new SourceReader(source, size, size)) {
      byte[] bytes = size == 0 ? new byte[0] : reader.read(0, size);
      if (size == 0) {
        reader.checkEnd();
      }
      hash = Optional.of(reader.wholeHash());
      return bytes;
    } catch (DriveException e) {
      throw e;
    } catch (IOException e) {
      throw new DriveException.SourceFailed(e);
    }
  }

  private Uploaded compare(DriveItem item) throws DriveException {
    if (item.size() != request.size()) {
      throw new DriveException.Damaged(DriveException.Damaged.What.SIZE, item);
    }
    if (item.size() == 0) {
      return new Uploaded(item, false);
    }
    DriveItem full = item.quickXorHash().isPresent() ? item : drive.stat(item.id());
    if (full.quickXorHash().isPresent() && !full.quickXorHash().equals(hash)) {
      throw new DriveException.Damaged(DriveException.Damaged.What.HASH, full);
    }
    return new Uploaded(full, full.quickXorHash().isPresent());
  }

  /** One request after another until there is an answer to rely on. */
  private final class Attempts {
    private final byte[] bytes;
    private final Patience patience = Patience.forBytes(door.gate());
    private Optional<String> condition = request.eTag();
    private boolean missed;

    Attempts(byte[] bytes) {
      this.bytes = bytes;
    }

    /** The file, or empty when another attempt is worth it. */
    Optional<DriveItem> next() throws DriveException {
      try {
        if (perhapsThere) {
          Optional<DriveItem> there = new Landing(drive, request).find(hash.orElseThrow());
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
          door.gate().sleep(DOUBT);
          yield Optional.empty();
        }
        case DriveException.NameTaken taken -> arrivedBefore(taken);
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
          perhapsThere
              ? new Landing(drive, request).find(hash.orElseThrow())
              : Optional.<DriveItem>empty();
      if (there.isEmpty()) {
        throw failure;
      }
      return there;
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
              .PUT(BodyPublishers.ofByteArray(bytes));
      condition.ifPresent(tag -> put.header("If-Match", tag));
      return put.build();
    }
  }
}
