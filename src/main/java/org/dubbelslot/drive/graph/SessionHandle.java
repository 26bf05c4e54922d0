package org.dubbelslot.drive.graph;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.dubbelslot.crypto.Base64Url;
import org.dubbelslot.drive.DriveException;
import org.dubbelslot.drive.OnConflict;
import org.dubbelslot.drive.UploadHandle;
import org.dubbelslot.drive.UploadRequest;
import org.dubbelslot.json.StrictJson;

/** What is kept of an upload: which drive, what was asked, and the session's secret address. */
record SessionHandle(String driveId, UploadRequest request, Optional<String> uploadUrl) {
  UploadHandle encode() {
    ObjectNode json = new ObjectMapper().createObjectNode();
    json.put("drive", driveId);
    json.put("parent", request.parentId());
    json.put("name", request.name());
    json.put("size", request.size());
    json.put("conflict", request.onConflict().name());
    request.eTag().ifPresent(tag -> json.put("eTag", tag));
    uploadUrl.ifPresent(url -> json.put("url", url));
    return new UploadHandle(Base64Url.encode(json.toString().getBytes(StandardCharsets.UTF_8)));
  }

  static SessionHandle decode(UploadHandle handle) throws DriveException {
    try {
      ObjectNode json = StrictJson.parse(Base64Url.decode(handle.text()));
      return new SessionHandle(
          json.path("drive").asText(),
          new UploadRequest(
              json.path("parent").asText(),
              json.path("name").asText(),
              json.path("size").asLong(-1),
              OnConflict.valueOf(json.path("conflict").asText()),
              Optional.ofNullable(json.path("eTag").textValue())),
          Optional.ofNullable(json.path("url").textValue()));
    } catch (IOException | IllegalArgumentException e) {
      throw new DriveException.SessionLost();
    }
  }

  @Override
  public String toString() {
    return "SessionHandle[...]";
  }
}
