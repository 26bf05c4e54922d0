package org.dubbelslot.sandbox;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Makes and checks the secrets in pre-authenticated URLs; the same after a restart. */
final class Links {
  /** How long a download URL works: an hour. */
  private static final long LIFETIME = 3600;

  private final byte[] key;
  private final AtomicLong generation = new AtomicLong();
  private volatile URI content = URI.create("http://localhost/");

  Links(byte[] key) {
    this.key = key.clone();
  }

  /** Says where the content host listens. */
  void contentAt(URI origin) {
    content = origin;
  }

  String uploadUrl(DriveInfo drive, UploadSession session) {
    return content
        + "/_api/v2.0/drives/"
        + drive.id()
        + "/items/"
        + session.target().parentId()
        + "/uploadSession?guid='"
        + session.guid()
        + "'&overwrite="
        + (session.target().conflict() == Conflict.REPLACE ? "True" : "False")
        + "&rename="
        + (session.target().conflict() == Conflict.RENAME ? "True" : "False")
        + "&dc=0&tempauth="
        + session.secret();
  }

  String downloadUrl(Item item, Item.Version version) {
    long expires = Times.now() + LIFETIME;
    return content
        + "/_layouts/15/download.aspx?UniqueId="
        + item.id()
        + "&Translate=false&v="
        + version.label()
        + "&tempauth="
        + expires
        + "."
        + mac(download(item.id(), version.label(), Long.toString(expires)))
        + "&ApiVersion=2.0";
  }

  String monitorUrl(String id) {
    return content + "/_api/v2.0/monitor/" + id + "?tempauth=" + mac(List.of("monitor", id));
  }

  boolean opensDownload(String itemId, String label, String tempauth) {
    int dot = tempauth.indexOf('.');
    if (dot <= 0 || !tempauth.substring(0, dot).matches("[0-9]{1,12}")) {
      return false;
    }
    String expires = tempauth.substring(0, dot);
    return same(tempauth.substring(dot + 1), mac(download(itemId, label, expires)))
        && Long.parseLong(expires) >= Times.now();
  }

  boolean opensMonitor(String id, String tempauth) {
    return same(tempauth, mac(List.of("monitor", id)));
  }

  /** Lets every download URL that was made so far run out. */
  void expireAll() {
    generation.incrementAndGet();
  }

  static boolean same(String a, String b) {
    return MessageDigest.isEqual(
        a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
  }

  private List<String> download(String itemId, String label, String expires) {
    return List.of("download", itemId, label, expires, generation.toString());
  }

  private String mac(List<String> parts) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return Ids.opaque(mac.doFinal(String.join("\n", parts).getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }
}
