package org.dubbelslot.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Files to a drive and back, beside rclone with its own encryption. rclone knows no other address
 * than Microsoft's, so it gets a sandbox under those names, in a network of its own; ours gets
 * another of the same. Both speak https, both keep their files in the same folder.
 */
final class SandboxTransfers implements AutoCloseable {
  private static final int SMALL_BYTES = 20 << 10;

  private final Installed installed;
  private final Path folder;
  private final Installed.SandboxProcess ours;
  private final Installed.SandboxProcess theirs;
  private final HttpClient ourGraph;
  private final HttpClient theirGraph;
  private final Map<String, String> trust;
  private final Map<String, String> rclone;

  /**
   * What one file cost the drive.
   *
   * @param units as Microsoft counts them
   */
  record Cost(String name, String who, int files, double requests, double units) {}

  private final List<Cost> costs = new ArrayList<>();

  SandboxTransfers(Installed installed) throws Exception {
    this.installed = installed;
    this.folder = installed.folder();
    this.ours = installed.new SandboxProcess(folder.resolve("drive-of-ours"), "--tls");
    this.theirs =
        installed
        .new SandboxProcess(
            folder.resolve("drive-of-rclone"), "--microsoft-hosts", "--port", "443");
    Path store = folder.resolve("trust.p12");
    this.ourGraph =
        HttpClient.newBuilder().sslContext(trust(Path.of(ours.text("ca")), store)).build();
    Path theirStore = folder.resolve("trust-rclone.p12");
    this.theirGraph =
        HttpClient.newBuilder().sslContext(trust(Path.of(theirs.text("ca")), theirStore)).build();
    this.trust = Map.of("JAVA_TOOL_OPTIONS", "-Djavax.net.ssl.trustStore=" + store);
    Path token = Files.writeString(folder.resolve("token.txt"), ours.text("token"));
    installed.run(
        dubbelslot(
            "place",
            "add",
            "drive",
            "--drive",
            "me",
            "--graph",
            ours.text("graph"),
            "--token-file",
            token.toString()));
    this.rclone =
        Map.of(
            "SSL_CERT_FILE", theirs.text("ca"),
            "RCLONE_CONFIG", rcloneConfig().toString());
  }

  private Path rcloneConfig() throws Exception {
    String drive = graph(theirGraph, theirs, "GET", "/me/drive").get("id").textValue();
    String password = installed.run(Race.Command.of("rclone", "obscure", "vier woorden")).strip();
    return Files.writeString(
        folder.resolve("rclone.conf"),
        """
        [own]
        type = onedrive
        drive_id = %s
        drive_type = business
        token = {"access_token":"ended","token_type":"Bearer","refresh_token":"%s",\
        "expiry":"2020-01-01T00:00:00Z"}
        [sealed]
        type = crypt
        remote = own:Sealed
        password = %s
        """
            .formatted(drive, theirs.text("token"), password));
  }

  private static JsonNode graph(
      HttpClient http, Installed.SandboxProcess sandbox, String method, String path)
      throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(sandbox.text("graph") + path))
            .header("Authorization", "Bearer " + sandbox.text("token"))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build();
    return JsonMapper.builder()
        .build()
        .readTree(http.send(request, BodyHandlers.ofString()).body());
  }

  /** Empties a drive and its recycle bin, which would otherwise fill the memory. */
  private static void erase(HttpClient http, Installed.SandboxProcess sandbox) throws Exception {
    for (JsonNode item : graph(http, sandbox, "GET", "/me/drive/root/children").get("value")) {
      String path = "/me/drive/items/" + item.get("id").textValue() + "/permanentDelete";
      graph(http, sandbox, "POST", path);
    }
    sandbox.mark();
  }

  /** Makes a trust store of one authority. */
  private static SSLContext trust(Path pem, Path target) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    try (InputStream in = Files.newInputStream(pem)) {
      store.setCertificateEntry(
          "ca", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    try (OutputStream out = Files.newOutputStream(target)) {
      store.store(out, null);
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, factory.getTrustManagers(), null);
    return context;
  }

  private Race.Command dubbelslot(String... arguments) {
    return installed.dubbelslot(trust, arguments);
  }

  private Race.Command rclone(String... arguments) {
    List<String> command = new ArrayList<>(List.of("rclone"));
    command.addAll(List.of(arguments));
    return new Race.Command(command, rclone);
  }

  /** A folder of small files, up and down. */
  List<Race.Result> smallFiles(int count, int rounds) throws Exception {
    String name = "%,d files of 20 KiB".formatted(count).replace('.', ',');
    Path tree = Samples.tree(folder.resolve("tree" + count), count, SMALL_BYTES);
    String remote = "small" + count;
    List<Race.Result> results = new ArrayList<>();
    installed.run(dubbelslot("mkdir", "drive:/" + remote));
    for (int round = 0; round <= rounds; round++) {
      installed.run(dubbelslot("mkdir", "drive:/" + remote + "/" + round));
    }
    results.add(
        new Race("up: " + name, installed.log())
            .with(
                "dubbelslot",
                round -> ours.mark(),
                round -> dubbelslot("put", "-r", tree.toString(), "drive:/" + remote + "/" + round))
            .with(
                "rclone crypt",
                round -> theirs.mark(),
                round -> rclone("copy", tree.toString(), "sealed:" + remote + "/" + round))
            .run(rounds));
    cost("up: " + name, count);
    String last = remote + "/" + rounds;
    Path back = folder.resolve("back");
    results.add(
        new Race("down: " + name, installed.log())
            .with(
                "dubbelslot",
                round -> {
                  Samples.delete(back);
                  Files.createDirectory(back);
                  ours.mark();
                },
                round -> dubbelslot("get", "-r", "drive:/" + last, back.toString()))
            .with(
                "rclone crypt",
                round -> {
                  Samples.delete(folder.resolve("back-rclone"));
                  theirs.mark();
                },
                round -> rclone("copy", "sealed:" + last, folder.resolve("back-rclone").toString()))
            .run(rounds));
    cost("down: " + name, count);
    Samples.requireSame(tree, back.resolve(Integer.toString(rounds)).resolve(tree.getFileName()));
    Samples.requireSame(tree, folder.resolve("back-rclone"));
    results.add(
        new Race("list: %,d names".formatted(count).replace('.', ','), installed.log())
            .with(
                "dubbelslot",
                round -> ours.mark(),
                round -> dubbelslot("ls", "-r", "drive:/" + last))
            .with(
                "rclone crypt",
                round -> theirs.mark(),
                round -> rclone("lsf", "-R", "sealed:" + last))
            .run(rounds));
    cost("list: %,d names".formatted(count).replace('.', ','), count);
    Samples.delete(tree);
    Samples.delete(back);
    Samples.delete(folder.resolve("back-rclone"));
    return results;
  }

  /** One large file, up and down. */
  List<Race.Result> largeFile(long bytes, int rounds) throws Exception {
    String name = "one file of " + LocalFiles.size(bytes);
    Path in = Samples.file(folder.resolve("large.bin"), bytes);
    List<Race.Result> results = new ArrayList<>();
    results.add(
        new Race("up: " + name, installed.log())
            .with(
                "dubbelslot",
                round -> erase(ourGraph, ours),
                round -> dubbelslot("put", in.toString(), "drive:/"))
            .with(
                "rclone crypt",
                round -> erase(theirGraph, theirs),
                round -> rclone("copy", in.toString(), "sealed:"))
            .run(rounds));
    cost("up: " + name, 1);
    Path back = Files.createDirectory(folder.resolve("large-back"));
    Path out = back.resolve("large.bin");
    Path theirOut = folder.resolve("large-back-rclone.bin");
    results.add(
        new Race("down: " + name, installed.log())
            .with(
                "dubbelslot",
                round -> {
                  Files.deleteIfExists(out);
                  ours.mark();
                },
                round -> dubbelslot("get", "drive:/large.bin", back.toString()))
            .with(
                "rclone crypt",
                round -> {
                  Files.deleteIfExists(theirOut);
                  theirs.mark();
                },
                round -> rclone("copyto", "sealed:large.bin", theirOut.toString()))
            .run(rounds));
    cost("down: " + name, 1);
    Samples.requireSame(in, out);
    Samples.requireSame(in, theirOut);
    for (Path path : List.of(in, out, theirOut)) {
      Files.delete(path);
    }
    return results;
  }

  /** What the drives have counted since the last round began. */
  private void cost(String name, int files) throws Exception {
    costs.add(cost(name, "dubbelslot", files, ours.usage()));
    costs.add(cost(name, "rclone crypt", files, theirs.usage()));
  }

  private static Cost cost(String name, String who, int files, JsonNode usage) throws IOException {
    return new Cost(
        name,
        who,
        files,
        usage.get("requests").asDouble() / files,
        usage.get("units").asDouble() / files);
  }

  List<Cost> costs() {
    return costs;
  }

  @Override
  public void close() throws Exception {
    ourGraph.close();
    theirGraph.close();
    ours.close();
    theirs.close();
  }
}
