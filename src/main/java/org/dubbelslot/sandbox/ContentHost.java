package org.dubbelslot.sandbox;

import java.io.IOException;
import java.util.Optional;

/** The second host: upload sessions, downloads, monitors; every URL is its own credential. */
final class ContentHost {
  private final DriveStore store;
  private final UploadSessions sessions;
  private final Downloads downloads;
  private final Links links;
  private final Monitors monitors;
  private final ItemJson json;
  private final SandboxOptions.Auth auth;

  ContentHost(
      DriveStore store,
      UploadSessions sessions,
      Links links,
      Monitors monitors,
      ItemJson json,
      SandboxOptions.Auth auth) {
    this.store = store;
    this.sessions = sessions;
    this.downloads = new Downloads(store);
    this.links = links;
    this.monitors = monitors;
    this.json = json;
    this.auth = auth;
  }

  Answer answer(Call call) throws GraphException, IOException {
    if (auth == SandboxOptions.Auth.STRICT && call.header("authorization").isPresent()) {
      throw new GraphException(
          401, "unauthenticated", "This URL takes no Authorization header.", "invalidAudience");
    }
    String path = Encoding.decode(call.path());
    String secret = call.query().getOrDefault("tempauth", "");
    if (path.endsWith("/uploadSession")) {
      return upload(call, secret);
    }
    if (path.equals("/_layouts/15/download.aspx")) {
      return download(call, secret);
    }
    if (path.startsWith("/_api/v2.0/monitor/")) {
      return monitors.answer(path.substring(path.lastIndexOf('/') + 1), secret);
    }
    throw GraphException.notImplemented(call.method() + " " + path + " at the content host");
  }

  private Answer upload(Call call, String secret) throws GraphException, IOException {
    return switch (call.method()) {
      case "GET" -> Answer.json(200, json.session(sessions.status(secret), Optional.empty()));
      case "DELETE" -> {
        sessions.cancel(secret);
        yield Answer.empty(204);
      }
      case "PUT" -> {
        if (call.header("content-length").isEmpty()) {
          throw new GraphException(411, "lengthRequired", "A Content-Length is required.");
        }
        yield progress(sessions.append(secret, call.header("content-range"), call.body()));
      }
      case "POST" -> progress(sessions.commit(secret));
      default -> throw GraphException.notImplemented(call.method() + " on an upload session");
    };
  }

  private Answer progress(UploadSessions.Progress progress) {
    return switch (progress) {
      case UploadSessions.Progress.Expecting(UploadSession session) ->
          Answer.json(202, json.session(session, Optional.empty()));
      case UploadSessions.Progress.Complete(DriveInfo drive, DriveStore.Stored stored) ->
          Answer.json(stored.created() ? 201 : 200, json.item(drive, stored.item()));
    };
  }

  private Answer download(Call call, String secret) throws GraphException, IOException {
    if (!call.method().equals("GET") && !call.method().equals("HEAD")) {
      throw GraphException.notImplemented(call.method() + " on a download");
    }
    String id = call.query().getOrDefault("UniqueId", "");
    String label = call.query().getOrDefault("v", "");
    if (!links.opensDownload(id, label, secret)) {
      throw new GraphException(401, "unauthenticated", "The URL has expired or was altered.");
    }
    for (DriveInfo drive : DriveInfo.ALL) {
      Optional<Item> item = store.find(drive, id).filter(Item::live);
      if (item.isPresent()) {
        for (Item.Version version : item.get().versions()) {
          if (version.label().equals(label)) {
            return downloads.answer(call, drive, item.get(), version);
          }
        }
      }
    }
    throw GraphException.notFound();
  }
}
