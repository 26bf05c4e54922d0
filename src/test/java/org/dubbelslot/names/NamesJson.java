package org.dubbelslot.names;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.dubbelslot.crypto.Base64Url;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.crypto.SecretBytes;

/** The vectors of names on the drive, {@code names.json}: all of it follows from key and names. */
public final class NamesJson {
  static final FolderToken TOKEN = new FolderToken(0x010203040506L);
  static final String LONGEST_FULL = "ü".repeat(64);
  private static final List<String> NAMES =
      List.of(
          "a",
          "verslag.docx",
          "zestien tekens16",
          "zeventien tekens17",
          "Vergadering Zürich 🧑‍🚀.txt",
          "報告 отчёт تقرير.pdf",
          LONGEST_FULL);
  private static final List<String> LONG_NAMES =
      List.of("verslag.docx", "x".repeat(129), "é".repeat(127) + "b");

  private NamesJson() {}

  /** The name key 00 01 … 1F. */
  static SecretBytes nameKey() {
    byte[] key = new byte[NameKey.BYTES];
    for (int i = 0; i < key.length; i++) {
      key[i] = (byte) i;
    }
    return SecretBytes.wrap(key);
  }

  /** The whole file. */
  public static byte[] make() throws IOException {
    try (SecretBytes secret = nameKey();
        NameKey key = NameKey.of(Kid.of(new byte[Kid.BYTES]), secret)) {
      ObjectNode root = JsonNodeFactory.instance.objectNode();
      root.put("comment", "Names on the drive; token is that of the folder, or of its parent.");
      root.put("nameKey", Base64Url.encode(secret.bytes()));
      root.put("token", HexFormat.of().formatHex(TOKEN.bytes()));
      ArrayNode files = root.putArray("files");
      ArrayNode folders = root.putArray("folders");
      for (String name : NAMES) {
        add(files, name, NameForms.fullFile(key, TOKEN, name));
        add(folders, name, NameForms.fullFolder(key, TOKEN, name));
      }
      ArrayNode shortFiles = root.putArray("shortFiles");
      ArrayNode shortFolders = root.putArray("shortFolders");
      for (String name : LONG_NAMES) {
        add(shortFiles, name, NameForms.shortFile(key, TOKEN, name));
        add(shortFolders, name, NameForms.shortFolder(key, TOKEN, name));
      }
      root.put("label", NameForms.shortLabel(key, TOKEN) + DriveNames.EXTENSION);
      readings(root, key);
      return JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build()
          .writeValueAsBytes(root);
    }
  }

  private static void readings(ObjectNode root, NameKey key) {
    String name = "verslag.docx";
    String stem = NameForms.fullFile(key, TOKEN, name).replace(DriveNames.EXTENSION, "");
    ArrayNode files = root.putArray("readFiles");
    for (String suffix : List.of("", " (1)", "-LAPTOP7", "-DESKTOP-1A2B3C4", " - Copy")) {
      files
          .addObject()
          .put("drive", stem + suffix + DriveNames.EXTENSION)
          .put("name", name)
          .put("suffix", suffix);
    }
    files.addObject().put("drive", stem + ".DSLOT").put("name", name).put("suffix", "");
    for (byte[] crooked : crookedPlaintexts()) {
      byte[] siv = key.encrypt(NameForms.associatedWithFiles(TOKEN), crooked);
      files.addObject().put("drive", DriveAlphabet.encode(siv) + DriveNames.EXTENSION);
    }
    String elsewhere = NameForms.fullFile(key, FolderToken.FOREIGN, name);
    for (String foreign :
        List.of("notes.txt", "x.dslot", stem, stem.substring(1) + ".dslot", elsewhere)) {
      files.addObject().put("drive", foreign);
    }
    String folder = NameForms.fullFolder(key, TOKEN, "Bestuur");
    ArrayNode folders = root.putArray("readFolders");
    for (String suffix : List.of("", " (2)", "-LAPTOP7")) {
      folders
          .addObject()
          .put("drive", folder + suffix)
          .put("name", "Bestuur")
          .put("suffix", suffix)
          .put("token", HexFormat.of().formatHex(TOKEN.bytes()));
    }
    folders.addObject().put("drive", "Documents");
    folders.addObject().put("drive", "B" + folder.substring(1));
  }

  /** Authentic, and no name: padded too far, nothing but padding, not UTF-8. */
  private static List<byte[]> crookedPlaintexts() {
    byte[] notUtf8 = new byte[16];
    notUtf8[0] = (byte) 0xff;
    return List.of(Arrays.copyOf(new byte[] {'a'}, 24), new byte[16], notUtf8);
  }

  private static void add(ArrayNode list, String name, String drive) {
    list.addObject().put("name", name).put("drive", drive);
  }
}
