package org.dubbelslot.age;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Mac;
import org.dubbelslot.crypto.Hkdf;
import org.dubbelslot.crypto.SecretBytes;

/**
 * The header of an age file: version line, stanzas, MAC.
 *
 * <p>{@code authenticated} is everything up to and including the {@code ---} mark, as it stands in
 * the file; {@code mac} has 32 bytes.
 */
final class Header {
  /** More than two thousand recipients; a bound on what a hostile file can make us keep. */
  static final int MAX_BYTES = 4 << 20;

  private static final String VERSION_PREFIX = "age-encryption.org/";
  private static final String VERSION = VERSION_PREFIX + "v1";
  private static final int MAX_VERSION_LINE = 256;
  private static final String STANZA = "-> ";
  private static final String END = "---";
  private static final int COLUMNS = 64;
  private static final int MAC_BYTES = 32;

  private final List<Stanza> stanzas;
  private final byte[] authenticated;
  private final byte[] mac;

  private Header(List<Stanza> stanzas, byte[] authenticated, byte[] mac) {
    this.stanzas = List.copyOf(stanzas);
    this.authenticated = authenticated;
    this.mac = mac;
  }

  /** A header for {@code stanzas}, all of which wrap {@code fileKey}. */
  static Header of(List<Stanza> stanzas, SecretBytes fileKey) {
    StringBuilder text = new StringBuilder(VERSION).append('\n');
    for (Stanza stanza : stanzas) {
      text.append(STANZA).append(String.join(" ", stanza.arguments())).append('\n');
      String body = Base64Raw.encode(stanza.body());
      for (int from = 0; from <= body.length(); from += COLUMNS) {
        text.append(body, from, Math.min(body.length(), from + COLUMNS)).append('\n');
      }
    }
    byte[] authenticated = text.append(END).toString().getBytes(StandardCharsets.US_ASCII);
    return new Header(stanzas, authenticated, mac(authenticated, fileKey));
  }

  /** Reads a header and leaves {@code in} at the byte after it. */
  static Header read(AgeReader in) throws IOException, AgeException {
    return new Parser(in).parse();
  }

  List<Stanza> stanzas() {
    return stanzas;
  }

  /** The header as it stands in a file. */
  byte[] bytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(authenticated);
    out.writeBytes((" " + Base64Raw.encode(mac) + "\n").getBytes(StandardCharsets.US_ASCII));
    return out.toByteArray();
  }

  /**
   * Checks that this is the header that was written with {@code fileKey}.
   *
   * @throws AgeException.HeaderMac when it is not
   */
  void verify(SecretBytes fileKey) throws AgeException.HeaderMac {
    if (!MessageDigest.isEqual(mac, mac(authenticated, fileKey))) {
      throw new AgeException.HeaderMac();
    }
  }

  private static byte[] mac(byte[] authenticated, SecretBytes fileKey) {
    byte[] info = "header".getBytes(StandardCharsets.US_ASCII);
    try (SecretBytes key = Hkdf.derive(new byte[0], fileKey.bytes(), info, MAC_BYTES)) {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key.key("HmacSHA256"));
      return mac.doFinal(authenticated);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java lacks HmacSHA256", e);
    }
  }

  /** Reads the grammar line by line; each line tells by its first three characters what it is. */
  private static final class Parser {
    private final AgeReader in;
    private final ByteArrayOutputStream consumed = new ByteArrayOutputStream();
    private final List<Stanza> stanzas = new ArrayList<>();

    Parser(AgeReader in) {
      this.in = in;
    }

    Header parse() throws IOException, AgeException {
      version();
      int beforeLine = consumed.size();
      String line = line(MAX_BYTES);
      while (line.startsWith(STANZA)) {
        stanzas.add(new Stanza(arguments(line), body()));
        beforeLine = consumed.size();
        line = line(MAX_BYTES);
      }
      if (!line.startsWith(END + " ")) {
        throw new AgeException.HeaderMalformed("a line is neither stanza nor end");
      }
      if (stanzas.isEmpty()) {
        throw new AgeException.HeaderMalformed("no recipients");
      }
      byte[] mac =
          Base64Raw.decode(line.substring(END.length() + 1))
              .filter(bytes -> bytes.length == MAC_BYTES)
              .orElseThrow(() -> new AgeException.HeaderMalformed("MAC is not 32 bytes"));
      byte[] authenticated = Arrays.copyOf(consumed.toByteArray(), beforeLine + END.length());
      return new Header(stanzas, authenticated, mac);
    }

    private void version() throws IOException, AgeException {
      byte[] prefix = VERSION_PREFIX.getBytes(StandardCharsets.US_ASCII);
      if (!Arrays.equals(in.peek(prefix.length), prefix)) {
        throw new AgeException.NotAge();
      }
      String line = line(MAX_VERSION_LINE);
      if (!Stanza.isArgument(line.substring(prefix.length))) {
        throw new AgeException.HeaderMalformed("version line");
      }
      if (!line.equals(VERSION)) {
        throw new AgeException.UnsupportedVersion();
      }
    }

    private static List<String> arguments(String line) throws AgeException.HeaderMalformed {
      // With limit -1, a space too many shows as an empty argument.
      List<String> arguments = List.of(line.substring(STANZA.length()).split(" ", -1));
      if (!arguments.stream().allMatch(Stanza::isArgument)) {
        throw new AgeException.HeaderMalformed("stanza arguments");
      }
      return arguments;
    }

    private byte[] body() throws IOException, AgeException {
      StringBuilder base64 = new StringBuilder();
      String line;
      do {
        line = line(MAX_BYTES);
        if (line.length() > COLUMNS) {
          throw new AgeException.HeaderMalformed("a stanza's body has a line over 64 columns");
        }
        base64.append(line);
      } while (line.length() == COLUMNS);
      return Base64Raw.decode(base64.toString())
          .orElseThrow(
              () -> new AgeException.HeaderMalformed("a stanza's body is not canonical base64"));
    }

    /** The next line without its LF. */
    private String line(int limit) throws IOException, AgeException {
      StringBuilder line = new StringBuilder(COLUMNS);
      while (true) {
        int c = in.read();
        if (c < 0) {
          throw new AgeException.HeaderCutShort();
        }
        if (line.length() >= limit || consumed.size() >= MAX_BYTES) {
          throw new AgeException.HeaderMalformed("too long");
        }
        consumed.write(c);
        if (c == '\n') {
          return line.toString();
        }
        line.append((char) c);
      }
    }
  }
}
