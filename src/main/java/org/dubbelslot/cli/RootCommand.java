package org.dubbelslot.cli;

import java.nio.file.Path;
import org.dubbelslot.words.Language;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options that every command takes, before or after its name. */
@Command(name = "dubbelslot")
final class RootCommand {
  @Option(names = "--home", paramLabel = "DIR", scope = ScopeType.INHERIT)
  Path home;

  @Option(names = "--lang", paramLabel = "nl|en", scope = ScopeType.INHERIT)
  Language language;

  @Option(names = "--json", scope = ScopeType.INHERIT)
  boolean json;

  @Option(names = "--yes", scope = ScopeType.INHERIT)
  boolean yes;

  @Option(names = "--passphrase-file", paramLabel = "FILE", scope = ScopeType.INHERIT)
  Path passphraseFile;

  @Option(names = "--passphrase-fd", paramLabel = "N", scope = ScopeType.INHERIT)
  Integer passphraseDescriptor;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT)
  boolean help;

  @Option(names = "--version", versionHelp = true)
  boolean version;
}
