package org.dubbelslot.sandbox;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The open upload sessions: their bytes, and how they become files. */
final class UploadSessions {
  private static final long MAX_FILE = 250L << 30;

  private final Path folder;
  private final DriveStore store;
  private final Supplier<Settings> settings;
  private final Map<String, Open> open = new ConcurrentHashMap<>();

  /** An open session. */
  private static final class Open {
    private UploadSession session;
    private boolean ended;

    /** Whose fragment is being received: a later one drives out an earlier that hangs. */
    private long writer;

    Open(UploadSession session) {
      this.session = session;
    }
  }

  /** How far an upload is: a session that goes on, or the file it has become. */
  sealed interface Progress {
    /** More fragments are expected, or the word to make a file of them. */
    record Expecting(UploadSession session) implements Progress {}

    /** The file is there. */
    record Complete(DriveInfo drive, DriveStore.Stored stored) implements Progress {}
  }

  private UploadSessions(Path folder, DriveStore store, Supplier<Settings> settings) {
    this.folder = folder;
    this.store = store;
    this.settings = settings;
  }

  static UploadSessions open(Path root, DriveStore store, Supplier<Settings> settings)
      throws IOException {
    Path folder = Files.createDirectories(root.resolve("sessions"));
    UploadSessions sessions = new UploadSessions(folder, store, settings);
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".json")).toList()) {
        sessions.reopen(Json.read(Files.readAllBytes(file), UploadSession.class));
      }
    }
    return sessions;
  }

  private void reopen(UploadSession session) throws IOException {
    Open found = new Open(session);
    if (store.holds(session.guid())) {
      // The file was there already when the sandbox was killed.
      end(found);
    } else {
      open.put(session.secret(), found);
    }
  }

  /** Opens a session, or refuses it: 409, 413, 507. */
  synchronized UploadSession create(DriveInfo drive, UploadSession.Target target, long size)
      throws GraphException, IOException {
    UploadSession session =
        new UploadSession(
            UUID.randomUUID().toString(),
            Ids.secret(),
            target,
            size,
            0,
            Times.now() + settings.get().sessionSeconds(),
            new QuickXorHash().state());
    if (size > MAX_FILE) {
      throw new GraphException(
          413, "invalidRequest", "The file is too large.", "maxFileSizeExceeded");
    }
    store.requireRoom(drive, Math.max(0, size));
    if (drive.kind().sharePoint()) {
      for (Open other : open.values()) {
        if (alive(other) && other.session.target().same(target)) {
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
    open.put(session.secret(), new Open(session));
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
    }
  }

  /** Lets all sessions expire now. */
  void expireAll() throws IOException {
    for (Open each : open.values()) {
      synchronized (each) {
        each.session = each.session.expired();
        save(each.session);
      }
    }
  }

  /**
   * Takes one fragment. One that breaks off leaves the session as it was, however many of its bytes
   * had come.
   */
  Progress append(String secret, Optional<String> contentRange, Body body)
      throws GraphException, IOException {
    Open found = find(secret);
    Fragment fragment;
    UploadSession before;
    long writer;
    synchronized (found) {
      requireAlive(found);
      before = found.session;
      fragment = Fragment.check(before, contentRange, body.size());
      if (before.size() < 0) {
        store.requireRoom(store.drive(before.target().driveId()), fragment.total());
      }
      writer = ++found.writer;
    }
    QuickXorHash hash = QuickXorHash.from(before.hash());
    receive(found, writer, body, hash);
    synchronized (found) {
      requireStill(found, writer);
      long received = before.received() + body.size();
      found.session =
          before.progressed(fragment.total(), received, hash, settings.get().sessionSeconds());
      save(found.session);
      return found.session.complete() && !found.session.target().deferred()
          ? complete(found)
          : new Progress.Expecting(found.session);
    }
  }

  private void receive(Open found, long writer, Body body, QuickXorHash hash) throws IOException {
    long start = found.session.received();
    try (FileChannel part = FileChannel.open(part(found.session), StandardOpenOption.WRITE)) {
      part.position(start);
      body.sendTo(
          bytes -> {
            hash.update(bytes);
            synchronized (found) {
              requireStill(found, writer);
              write(part, bytes);
            }
          });
    }
  }

  private static void write(FileChannel part, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      part.write(bytes);
    }
  }

  private static void requireStill(Open found, long writer) throws IOException {
    if (found.writer != writer || found.ended) {
      throw new Incoming.Broken("another request took over the session", null);
    }
  }

  /** Makes the file of a session that waits for the word. */
  Progress commit(String secret) throws GraphException, IOException {
    Open found = find(secret);
    synchronized (found) {
      requireAlive(found);
      if (!found.session.complete()) {
        throw GraphException.invalid("The upload is not complete.");
      }
      return complete(found);
    }
  }

  private Progress complete(Open found) throws GraphException, IOException {
    UploadSession session = found.session;
    UploadSession.Target target = session.target();
    DriveInfo drive = store.drive(target.driveId());
    Path stored = store.content(session.guid());
    cutToSize(session);
    Body.linkOrCopy(part(session), stored);
    Item.NewContent content =
        new Item.NewContent(
            session.guid(),
            session.received(),
            QuickXorHash.from(session.hash()).base64(),
            Optional.ofNullable(target.fileCreated()),
            Optional.ofNullable(target.fileModified()));
    try {
      DriveStore.Stored file =
          target.itemId().isEmpty()
              ? store.putFile(drive, target.parentId(), target.name(), target.conflict(), content)
              : new DriveStore.Stored(store.replaceContent(drive, target.itemId(), content), false);
      end(found);
      return new Progress.Complete(drive, file);
    } catch (GraphException e) {
      Files.deleteIfExists(stored);
      end(found);
      throw e;
    }
  }

  /** A fragment that broke off may have left bytes behind the end. */
  private void cutToSize(UploadSession session) throws IOException {
    try (FileChannel part = FileChannel.open(part(session), StandardOpenOption.WRITE)) {
      part.truncate(session.received());
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
    Files.deleteIfExists(part(found.session));
  }

  private void save(UploadSession session) throws IOException {
    Json.replace(folder.resolve(session.guid() + ".json"), session);
  }

  private Path part(UploadSession session) {
    return folder.resolve(session.guid() + ".part");
  }
}
