package org.dubbelslot.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The control endpoint: sets faults and settings, tells what was received and what it cost, lets
 * sign-ins run out.
 */
final class Control {
  private final Faults faults;
  private final RequestLog requests;
  private final Meter meter;
  private final AtomicReference<Settings> settings;
  private final SignIns signIns;
  private final Service service;

  /** What can be done to the service behind the clients' backs. */
  record Service(DriveStore store, UploadSessions sessions, Links links, Deltas deltas) {}

  /** What can be done to those who sign in. */
  record SignIns(Tokens tokens, Person person, DeviceCodes deviceCodes) {}

  Control(
      Faults faults,
      RequestLog requests,
      Meter meter,
      AtomicReference<Settings> settings,
      SignIns signIns,
      Service service) {
    this.faults = faults;
    this.requests = requests;
    this.meter = meter;
    this.settings = settings;
    this.signIns = signIns;
    this.service = service;
  }

  Answer answer(String method, String path, byte[] body) throws GraphException, IOException {
    return switch (method + " " + path) {
      case "POST /faults" -> {
        List<Fault> read = new ArrayList<>();
        JsonNode node = Json.read(body);
        for (JsonNode each : node.isArray() ? node : Json.array().add(node)) {
          read.add(Fault.of(each));
        }
        faults.add(read);
        yield Answer.empty(204);
      }
      case "GET /faults" -> Answer.json(200, faults.json());
      case "DELETE /faults" -> {
        faults.clear();
        yield Answer.empty(204);
      }
      case "GET /requests" -> Answer.bytes(200, "application/x-ndjson", requests.lines());
      case "DELETE /requests" -> {
        requests.clear();
        yield Answer.empty(204);
      }
      case "POST /person" -> {
        signIns.person().consents(Json.read(body).path("consents").asBoolean(true));
        yield Answer.empty(204);
      }
      case "DELETE /tokens/access" -> {
        signIns.tokens().expireAccess();
        yield Answer.empty(204);
      }
      case "DELETE /tokens/refresh" -> {
        signIns.tokens().expireRefresh();
        yield Answer.empty(204);
      }
      case "DELETE /tokens/device" -> {
        signIns.deviceCodes().expire();
        yield Answer.empty(204);
      }
      case "GET /usage" -> Answer.json(200, meter.json());
      case "DELETE /usage" -> {
        meter.mark();
        yield Answer.empty(204);
      }
      case "GET /settings" -> Answer.json(200, Json.tree(settings.get()));
      case "PATCH /settings" -> {
        settings.set(settings.get().with(Json.readObject(body)));
        yield Answer.json(200, Json.tree(settings.get()));
      }
      case "POST /resync" -> {
        service.deltas().forget(Json.read(body).path("code").asText());
        yield Answer.empty(204);
      }
      case "POST /expire" -> {
        service.sessions().expireAll();
        service.links().expireAll();
        yield Answer.empty(204);
      }
      case "POST /locks" -> {
        JsonNode lock = Json.read(body);
        Locks.Shape shape = Locks.Shape.of(lock.path("shape").asText());
        service.store().locks().lock(lock.path("id").asText(), shape);
        yield Answer.empty(204);
      }
      case "DELETE /locks" -> {
        service.store().locks().clear();
        yield Answer.empty(204);
      }
      default -> throw GraphException.notImplemented("this control request");
    };
  }
}
