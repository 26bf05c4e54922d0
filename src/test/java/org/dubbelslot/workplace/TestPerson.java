package org.dubbelslot.workplace;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.dubbelslot.crypto.SecretBytes;
import org.dubbelslot.words.Language;
import org.dubbelslot.words.Words;

/** Somebody who knows a passphrase, and remembers how often it was asked for and what was told. */
final class TestPerson implements Person {
  private final String passphrase;
  private final AtomicInteger asked = new AtomicInteger();
  private final Queue<Notice> notices = new ConcurrentLinkedQueue<>();

  TestPerson(String passphrase) {
    this.passphrase = passphrase;
  }

  int asked() {
    return asked.get();
  }

  List<Notice> notices() {
    return List.copyOf(notices);
  }

  @Override
  public Words words() {
    return Words.in(Language.EN);
  }

  @Override
  public SecretBytes passphrase() {
    asked.incrementAndGet();
    return SecretBytes.wrap(passphrase.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void notice(Notice notice) {
    notices.add(notice);
  }

  @Override
  public void sent(long bytes) {}
}
