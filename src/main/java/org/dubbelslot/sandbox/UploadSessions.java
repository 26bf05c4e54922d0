package org.dubbelslot.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The open upload sessions: their rules, their bytes, and how they become files. */
final class UploadSessions {
  /** Every fragment but the last is a multiple of this. */
  static final long FRAGMENT_UNIT = 320 << 10;

  /** Every fragment is smaller than this. */
  static final long FRAGMENT_LIMIT = 60 << 20;

  private static final long MAX_FILE = 250L << 30;
  private static final Pattern RANGE =
      Pattern.compile("bytes ([0-9]{1,18})-([0-9]{1,18})/([0-9]{1,18})");

  private final Path folder;
  private final DriveStore store;
  private final Map<String, Open> open = new ConcurrentHashMap<>();

  /** An open session with the hash of what it has. */
  private static final class Open {
    private UploadSession session;
    private final QuickXorHash hash;
    private boolean ended;

    Open(UploadSession session, QuickXorHash hash) {
      this.session = session;
      this.hash = hash;
    }
  }

  /** How far an upload is: a session that goes on, or the file it has become. */
  sealed interface Progress {
    /** More fragments are expected. */
    record Expecting(UploadSession session) implements Progress {}

    /** The file is there. */
    record Complete(DriveInfo drive, DriveStore.Stored stored) implements Progress {}
  }

  private UploadSessions(Path folder, DriveStore store) {
    this.folder = folder;
    this.store = store;
  }

  static UploadSessions open(Path root, DriveStore store) throws IOException {
    Path folder = Files.createDirectories(root.resolve("sessions"));
    UploadSessions sessions = new UploadSessions(folder, store);
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".json")).toList()) {
        sessions.reopen(Json.read(Files.readAllBytes(file), UploadSession.class));
      }
    }
    return sessions;
  }

  private void reopen(UploadSession session) throws IOException {
    Path part = part(session);
    // A kill may have left bytes of a fragment that was never acknowledged.
    try (var channel = Files.newByteChannel(part, StandardOpenOption.WRITE)) {
      channel.truncate(session.received());
    }
    open.put(session.secret(), new Open(session, QuickXorHash.of(part)));
  }

  /** What a client asks for in {@code createUploadSession}. */
  record Request(
      String parentId,
      String name,
      String itemId,
      Conflict conflict,
      long size,
      Long fileCreated,
      Long fileModified) {}

  /** Opens a session, or refuses it: 409, 413, 507. */
  synchronized UploadSession create(DriveInfo drive, Request request)
      throws GraphException, IOException {
    UploadSession session =
        new UploadSession(
            UUID.randomUUID().toString(),
            Ids.secret(),
            drive.id(),
            request.parentId(),
            request.name(),
            request.itemId(),
            request.conflict(),
            request.size(),
            0,
            Times.now() + UploadSession.LIFETIME,
            request.fileCreated(),
            request.fileModified());
    if (request.size() > MAX_FILE) {
      throw new GraphException(
          413, "invalidRequest", "The file is too large.", "maxFileSizeExceeded");
    }
    store.requireRoom(drive, Math.max(0, request.size()));
    if (drive.kind().sharePoint()) {
      for (Open other : open.values()) {
        if (alive(other) && other.session.sameTarget(session)) {
          throw new GraphException(
              409,
              "nameAlreadyExists",
              "A file with the same name is currently being uploaded."
                  + " Change the filename and try to save again.");
        }
      }
    }
    Files.createFile(part(session));
    save(session);
    open.put(session.secret(), new Open(session, new QuickXorHash()));
    return session;
  }

  /** The state of a session. */
  UploadSession status(String secret) throws GraphException {
    Open found = find(secret);
    synchronized (found) {
      requireAlive(found);
      return found.session;
    }
  }

  /** Ends a session without a file. */
  void cancel(String secret) throws GraphException, IOException {
    Open found = find(secret);
    synchronized (found) {
      requireAlive(found);
      end(found);
      Files.deleteIfExists(part(found.session));
    }
  }

  /** Takes one fragment. */
  Progress append(String secret, Optional<String> contentRange, Body body)
      throws GraphException, IOException {
    Open found = find(secret);
    synchronized (found) {
      requireAlive(found);
      UploadSession session = found.session;
      long total = check(session, contentRange, body);
      DriveInfo drive = store.drive(session.driveId());
      long used = body.size();
      if (session.size() < 0) {
        store.requireRoom(drive, total);
      }
      copy(body, part(session), found.hash);
      found.session = session.progressed(total, session.received() + used);
      save(found.session);
      return found.session.received() < total
          ? new Progress.Expecting(found.session)
          : new Progress.Complete(drive, complete(found, drive));
    }
  }

  /** The total size, if the fragment is the one that is expected next. */
  private static long check(UploadSession session, Optional<String> contentRange, Body body)
      throws GraphException {
    Matcher range = RANGE.matcher(contentRange.orElse(""));
    if (!range.matches()) {
      throw GraphException.invalid("The Content-Range header is missing or malformed.");
    }
    long first = Long.parseLong(range.group(1));
    long last = Long.parseLong(range.group(2));
    long total = Long.parseLong(range.group(3));
    if (last < first || last >= total) {
      throw GraphException.invalid("Declared fragment range is invalid.", "invalidRange");
    }
    if (last - first + 1 != body.size()) {
      throw GraphException.invalid(
          "Declared fragment length does not match the provided number of bytes.",
          "fragmentLengthMismatch");
    }
    if (session.size() >= 0 && session.size() != total) {
      throw GraphException.invalid(
          "The total size differs from the one declared before.", "invalidRange");
    }
    if (first < session.received()) {
      throw outOfRange("The uploaded fragment overlaps with existing data.", "fragmentOverlap");
    }
    if (first > session.received()) {
      throw outOfRange("The uploaded fragment is out of order.", "fragmentOutOfOrder");
    }
    if (body.size() >= FRAGMENT_LIMIT) {
      throw new GraphException(
          413, "invalidRequest", "The fragment is too large.", "maxFragmentLengthExceeded");
    }
    if (last + 1 < total && body.size() % FRAGMENT_UNIT != 0) {
      throw GraphException.invalid(
          "The fragment's length is not a multiple of 320 KiB.", "fragmentLengthMismatch");
    }
    return total;
  }

  private static GraphException outOfRange(String message, String inner) {
    return new GraphException(416, "invalidRange", message, inner);
  }

  private DriveStore.Stored complete(Open found, DriveInfo drive)
      throws GraphException, IOException {
    UploadSession session = found.session;
    String stored = session.guid();
    Item.NewContent content =
        new Item.NewContent(
            stored,
            session.received(),
            found.hash.base64(),
            Optional.ofNullable(session.fileCreated()),
            Optional.ofNullable(session.fileModified()));
    end(found);
    Files.move(part(session), store.content(stored), StandardCopyOption.ATOMIC_MOVE);
    try {
      if (!session.itemId().isEmpty()) {
        return new DriveStore.Stored(store.replaceContent(drive, session.itemId(), content), false);
      }
      return store.putFile(drive, session.parentId(), session.name(), session.conflict(), content);
    } catch (GraphException e) {
      Files.deleteIfExists(store.content(stored));
      throw e;
    }
  }

  private static void copy(Body body, Path part, QuickXorHash hash) throws IOException {
    byte[] buffer = new byte[256 << 10];
    try (InputStream in = body.open();
        OutputStream out = Files.newOutputStream(part, StandardOpenOption.APPEND)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        out.write(buffer, 0, n);
        hash.update(buffer, 0, n);
      }
    }
  }

  private Open find(String secret) throws GraphException {
    Open found = open.get(secret);
    if (found == null) {
      throw gone();
    }
    return found;
  }

  private static boolean alive(Open session) {
    return !session.ended && session.session.expires() >= Times.now();
  }

  private static void requireAlive(Open session) throws GraphException {
    if (!alive(session)) {
      throw gone();
    }
  }

  private static GraphException gone() {
    return new GraphException(
        404, "itemNotFound", "The upload session was not found", "uploadSessionNotFound");
  }

  private void end(Open found) throws IOException {
    found.ended = true;
    open.remove(found.session.secret());
    Files.deleteIfExists(folder.resolve(found.session.guid() + ".json"));
  }

  private void save(UploadSession session) throws IOException {
    Json.replace(folder.resolve(session.guid() + ".json"), session);
  }

  private Path part(UploadSession session) {
    return folder.resolve(session.guid() + ".part");
  }
}
