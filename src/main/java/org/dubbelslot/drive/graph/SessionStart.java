package org.dubbelslot.drive.graph;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.dubbelslot.drive.DriveException;
import org.dubbelslot.drive.DriveItem;
import org.dubbelslot.drive.OnConflict;
import org.dubbelslot.drive.Upload;
import org.dubbelslot.drive.UploadRequest;
import org.dubbelslot.egress.Purpose;

/**
 * Begins an upload session, and finds a way where Graph refuses one without reason.
 *
 * <p>On Business a session holds the name of its file until it ends, and cannot be asked for again
 * by whoever lost its address (onedrive-api-docs #747, #772). A file that is not too large then
 * goes in one request; for others it can only be said until when the name is held.
 */
final class SessionStart {
  /** How long a session is said to live where no other can be asked. */
  private static final Duration LONGEST_LIFE = Duration.ofDays(7);

  private final ByteDoor door;
  private final GraphDrive drive;
  private final GraphMetadata metadata;
  private final UploadRequest request;

  SessionStart(ByteDoor door, GraphDrive drive, GraphMetadata metadata, UploadRequest request) {
    this.door = door;
    this.drive = drive;
    this.metadata = metadata;
    this.request = request;
  }

  Upload begin() throws DriveException {
    Optional<String> condition = request.eTag();
    boolean missed = false;
    while (true) {
      try {
        String address = metadata.createSession(drive.driveId(), request, condition).address();
        return new SessionUpload(
            door, drive, new SessionHandle(drive.driveId(), request, Optional.of(address)), false);
      } catch (DriveException.Changed e) {
        condition = otherCondition(condition, e);
      } catch (DriveException.NotFound e) {
        if (missed) {
          throw e;
        }
        missed = true;
        door.gate().doubt();
      } catch (DriveException.NameTaken | DriveException.Locked e) {
        return around(e);
      }
    }
  }

  /**
   * Graph sometimes says that a file changed when it did not (onedrive-api-docs #1716), so the file
   * itself is asked before a person is told. Either tag will do, and at last none: whether the file
   * is still the same was just seen.
   */
  private Optional<String> otherCondition(Optional<String> condition, DriveException.Changed e)
      throws DriveException {
    Optional<DriveItem> there = drive.child(request.parentId(), request.name());
    boolean unchanged =
        request.eTag().isPresent()
            && there.isPresent()
            && there.get().eTag().equals(request.eTag());
    if (!unchanged || condition.isEmpty()) {
      throw e;
    }
    return condition.equals(request.eTag()) ? there.get().cTag() : Optional.empty();
  }

  /** What remains when the name is in use, by a file or by another session. */
  private Upload around(DriveException refusal) throws DriveException {
    boolean there = drive.child(request.parentId(), request.name()).isPresent();
    boolean byFile =
        refusal instanceof DriveException.Locked || request.onConflict() == OnConflict.FAIL;
    if (there && byFile) {
      throw refusal;
    }
    if (request.size() <= WholeUpload.LARGEST) {
      return new WholeUpload(door, drive, request, false);
    }
    throw held();
  }

  /** The failure for a name that another session holds. */
  DriveException held() throws DriveException {
    Instant until;
    try {
      until = lifeOfASession().orElseGet(() -> door.now().plus(LONGEST_LIFE));
    } catch (DriveException.Stopped e) {
      throw e;
    } catch (DriveException e) {
      until = door.now().plus(LONGEST_LIFE);
    }
    return new DriveException.UploadPending(until);
  }

  /** Begins a session that nobody needs, to see until when such a one lives, and ends it. */
  private Optional<Instant> lifeOfASession() throws DriveException {
    UploadRequest unneeded =
        new UploadRequest(request.parentId(), UUID.randomUUID() + ".dslot", 1, OnConflict.FAIL);
    GraphMetadata.Session session =
        metadata.createSession(drive.driveId(), unneeded, Optional.empty());
    HttpRequest end = door.toContent(ByteDoor.address(session.address())).DELETE().build();
    door.send(end, Purpose.UPLOAD);
    return session.expires();
  }
}
