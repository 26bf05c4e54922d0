package org.dubbelslot.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.dubbelslot.crypto.SecretBytes;
import org.dubbelslot.words.FailureCode;
import org.dubbelslot.words.Words;

/**
 * Obtains passphrases, as UTF-8: from a file or an open descriptor, whose first line it is, or
 * typed without being shown. Never from an argument, which other programs can see.
 *
 * <p>What came from a file or descriptor is kept until closed, since a descriptor can be read once.
 */
public final class Passphrases implements AutoCloseable {
  private static final int MAX_BYTES = 4096;

  private final Optional<Path> file;
  private final Optional<Surroundings.Asker> asker;
  private final Words words;
  private SecretBytes kept;

  Passphrases(Optional<Path> file, Optional<Surroundings.Asker> asker, Words words) {
    this.file = file;
    this.asker = asker;
    this.words = words;
  }

  /** Whether one was given with the command, so that nobody needs to be asked. */
  boolean isGiven() {
    return file.isPresent();
  }

  /**
   * An existing passphrase; the caller closes it.
   *
   * @param key of the question, which says what the passphrase opens
   * @throws CommandException when there is none to be had
   */
  public SecretBytes existing(String key, Object... arguments) throws CommandException {
    return file.isPresent() ? fromFile() : ask(words.text(key, arguments) + " ");
  }

  /**
   * A new passphrase, typed twice where somebody types it; the caller closes it.
   *
   * @param key of the question, which says what the passphrase will protect
   * @throws CommandException when there is none to be had, it is empty or the two differ
   */
  public SecretBytes chosen(String key, Object... arguments) throws CommandException {
    if (file.isPresent()) {
      return fromFile();
    }
    SecretBytes first = ask(words.text(key, arguments) + " ");
    try (SecretBytes second = ask(words.text("passphrase.again") + " ")) {
      if (first.equals(second)) {
        return first;
      }
    } catch (CommandException e) {
      first.close();
      throw e;
    }
    first.close();
    throw new CommandException(FailureCode.PASSPHRASES_DIFFER);
  }

  private SecretBytes ask(String question) throws CommandException {
    if (asker.isEmpty()) {
      throw new CommandException(FailureCode.PASSPHRASE_NEEDED);
    }
    char[] typed =
        asker
            .get()
            .secret(question)
            .orElseThrow(() -> new CommandException(FailureCode.PASSPHRASE_NEEDED));
    ByteBuffer encoded = UTF_8.encode(CharBuffer.wrap(typed));
    Arrays.fill(typed, '\0');
    byte[] bytes = new byte[encoded.remaining()];
    encoded.get(bytes);
    Arrays.fill(encoded.array(), (byte) 0);
    return required(bytes);
  }

  private synchronized SecretBytes fromFile() throws CommandException {
    if (kept == null) {
      byte[] buffer = new byte[MAX_BYTES + 1];
      try (InputStream in = Files.newInputStream(file.orElseThrow())) {
        int length = in.readNBytes(buffer, 0, buffer.length);
        int end = 0;
        while (end < length && buffer[end] != '\n' && buffer[end] != '\r') {
          end++;
        }
        if (end > MAX_BYTES) {
          throw new CommandException(FailureCode.PASSPHRASE_UNREADABLE);
        }
        kept = required(Arrays.copyOf(buffer, end));
      } catch (IOException e) {
        throw new CommandException(FailureCode.PASSPHRASE_UNREADABLE);
      } finally {
        Arrays.fill(buffer, (byte) 0);
      }
    }
    return kept.copy();
  }

  private static SecretBytes required(byte[] passphrase) throws CommandException {
    if (passphrase.length == 0) {
      throw new CommandException(FailureCode.PASSPHRASE_EMPTY);
    }
    return SecretBytes.wrap(passphrase);
  }

  /** Wipes what is kept. */
  @Override
  public synchronized void close() {
    if (kept != null) {
      kept.close();
    }
  }
}
