package org.dubbelslot.drive.graph;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.dubbelslot.drive.DriveException;
import org.dubbelslot.drive.DriveItem;
import org.dubbelslot.drive.Upload;
import org.dubbelslot.drive.UploadHandle;
import org.dubbelslot.drive.UploadRequest;
import org.dubbelslot.drive.UploadSource;
import org.dubbelslot.egress.Purpose;

/** A file without bytes, for which Graph has no session: one request makes it. */
record EmptyUpload(ByteDoor door, String driveId, UploadRequest request) implements Upload {
  @Override
  public UploadHandle handle() {
    return new SessionHandle(driveId, request, Optional.empty()).encode();
  }

  @Override
  public Uploaded send(UploadSource source, LongConsumer progress) throws DriveException {
    try (SourceReader reader = new SourceReader(source, 0, 0)) {
      reader.checkEnd();
    } catch (DriveException e) {
      throw e;
    } catch (IOException e) {
      throw new DriveException.SourceFailed(e);
    }
    Patience patience = Patience.forBytes(door.gate());
    while (true) {
      HttpResponse<byte[]> answer = door.send(put(), Purpose.UPLOAD);
      int status = answer.statusCode();
      if (status == 200 || status == 201) {
        DriveItem item = ItemJson.parse(answer.body());
        if (item.size() != 0) {
          throw new DriveException.Damaged(DriveException.Damaged.What.SIZE, item);
        }
        progress.accept(0);
        return new Uploaded(item, false);
      }
      if (!GraphFailures.throttles(status)) {
        throw GraphFailures.of(status, GraphFailures.code(answer.body()));
      }
      patience.throttled(door.retryAfter(answer));
    }
  }

  /** Nothing was begun that would have to be given up. */
  @Override
  public void cancel() {}

  private HttpRequest put() throws DriveException {
    String conflict = request.onConflict().name().toLowerCase(Locale.ROOT);
    HttpRequest.Builder put =
        door.toGraph(
                "/drives/"
                    + Urls.segment(driveId)
                    + "/items/"
                    + Urls.segment(request.parentId())
                    + ":/"
                    + Urls.segment(request.name())
                    + ":/content?@microsoft.graph.conflictBehavior="
                    + conflict)
            .header("Content-Type", "application/octet-stream")
            .PUT(BodyPublishers.ofByteArray(new byte[0]));
    request.eTag().ifPresent(tag -> put.header("If-Match", tag));
    return put.build();
  }
}
