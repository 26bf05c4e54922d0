package org.dubbelslot.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Sealing and opening files of this computer, beside what Debian has for it. */
final class LocalFiles {
  private final Installed installed;
  private final Path folder;
  private final Path ageKey;
  private final String ageRecipient;

  LocalFiles(Installed installed) throws Exception {
    this.installed = installed;
    this.folder = installed.folder();
    this.ageKey = folder.resolve("age.key");
    installed.run(Race.Command.of("age-keygen", "-o", ageKey.toString()));
    this.ageRecipient =
        installed.run(Race.Command.of("age-keygen", "-y", ageKey.toString())).strip();
  }

  /** Both ways; the yardsticks, too, where there is room for all outputs. */
  List<Race.Result> run(long bytes, int rounds, boolean yardsticks) throws Exception {
    String size = size(bytes);
    Path in = Samples.file(folder.resolve("in.bin"), bytes);
    List<Race.Result> results = new ArrayList<>();
    results.add(sealingRace(size, in, yardsticks).run(rounds));
    delete("in.age");
    if (yardsticks) {
      delete("in.enc", "in.copy");
    }
    delete("in.dslot");
    installed.run(sealing(in, "in.dslot"));
    installed.run(ageSealing(in, "in.age"));
    if (!yardsticks) {
      Files.delete(in); // there is not memory for everything
    }
    results.add(openingRace(size, yardsticks).run(rounds));
    if (yardsticks) {
      delete("out.bin");
      installed.run(opening("in.dslot", "out.bin"));
      Samples.requireSame(in, folder.resolve("out.bin"));
    }
    delete("in.bin", "in.dslot", "in.age", "in.enc", "out.bin", "out.age", "out.enc");
    return results;
  }

  private Race sealingRace(String size, Path in, boolean yardsticks) {
    Race race =
        new Race("seal " + size, installed.log())
            .with(
                "dubbelslot",
                round -> delete("in.dslot", "in.age"),
                round -> sealing(in, "in.dslot"))
            .with("age", round -> delete("in.dslot", "in.age"), round -> ageSealing(in, "in.age"));
    if (yardsticks) {
      race.with(
              "openssl aes-256-ctr",
              round -> delete("in.enc"),
              round -> openssl("-e", "in.bin", "in.enc"))
          .with(
              "cp",
              round -> delete("in.copy"),
              round -> Race.Command.of("cp", in.toString(), path("in.copy")));
    }
    return race;
  }

  private Race openingRace(String size, boolean yardsticks) throws Exception {
    Race race =
        new Race("open " + size, installed.log())
            .with(
                "dubbelslot",
                round -> delete("out.bin", "out.age"),
                round -> opening("in.dslot", "out.bin"))
            .with(
                "age",
                round -> delete("out.bin", "out.age"),
                round -> ageOpening("in.age", "out.age"));
    if (yardsticks) {
      installed.run(openssl("-e", "in.bin", "in.enc"));
      race.with(
          "openssl aes-256-ctr",
          round -> delete("out.enc"),
          round -> openssl("-d", "in.enc", "out.enc"));
    }
    return race;
  }

  private Race.Command sealing(Path in, String to) {
    return installed.dubbelslot("seal", in.toString(), "-o", path(to));
  }

  private Race.Command opening(String from, String to) {
    return installed.dubbelslot("open", path(from), "-o", path(to));
  }

  private Race.Command ageSealing(Path in, String to) {
    return Race.Command.of("age", "-r", ageRecipient, "-o", path(to), in.toString());
  }

  private Race.Command ageOpening(String from, String to) {
    return Race.Command.of("age", "-d", "-i", ageKey.toString(), "-o", path(to), path(from));
  }

  /** What OpenSSL has on its command line for AES; it detects no change. */
  private Race.Command openssl(String direction, String from, String to) {
    return Race.Command.of(
        "openssl",
        "enc",
        direction,
        "-aes-256-ctr",
        "-pbkdf2",
        "-iter",
        "1",
        "-k",
        "x",
        "-in",
        path(from),
        "-out",
        path(to));
  }

  /** Short commands, in which the start is everything. */
  List<Race.Result> starts(int rounds) throws Exception {
    Path in = Samples.file(folder.resolve("letter.txt"), 1 << 10);
    installed.run(sealing(in, "letter.dslot"));
    installed.run(ageSealing(in, "letter.age"));
    List<Race.Result> results = new ArrayList<>();
    results.add(
        new Race("--version", installed.log())
            .with("dubbelslot", round -> {}, round -> installed.dubbelslot("--version"))
            .with("age", round -> {}, round -> Race.Command.of("age", "--version"))
            .run(rounds));
    results.add(
        new Race("seal 1 KiB", installed.log())
            .with("dubbelslot", round -> delete("short.dslot"), round -> sealing(in, "short.dslot"))
            .with("age", round -> delete("short.age"), round -> ageSealing(in, "short.age"))
            .run(rounds));
    results.add(
        new Race("open 1 KiB", installed.log())
            .with(
                "dubbelslot",
                round -> delete("short.txt"),
                round -> opening("letter.dslot", "short.txt"))
            .with(
                "age",
                round -> delete("short2.txt"),
                round -> ageOpening("letter.age", "short2.txt"))
            .run(rounds));
    return results;
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  private void delete(String... names) throws Exception {
    for (String name : names) {
      Files.deleteIfExists(folder.resolve(name));
    }
  }

  static String size(long bytes) {
    return bytes % (1L << 30) == 0
        ? (bytes >> 30) + " GiB"
        : String.format(Locale.ROOT, "%d MiB", bytes >> 20);
  }
}
