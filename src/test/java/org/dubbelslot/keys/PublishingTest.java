package org.dubbelslot.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Publishing")
class PublishingTest {
  private static final int REVISIONS = 30;

  @TempDir Path temporary;
  private Path folder;
  private TestOrganisation organisation;

  @BeforeEach
  void publishAnOrganisation() throws Exception {
    folder = temporary.resolve("directory");
    organisation = new TestOrganisation(folder);
  }

  @Test
  @Timeout(value = 120, unit = TimeUnit.SECONDS)
  @DisplayName("can be read along with: every reading is one whole revision")
  void readWhilePublished() throws Exception {
    try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
      Future<?> publishing =
          threads.submit(
              () -> {
                for (int i = 0; i < REVISIONS; i++) {
                  publishStates(i % 2 == 0 ? Member.State.SUSPENDED : Member.State.ACTIVE);
                }
                return null;
              });
      DirectoryReader reader = organisation.reader(temporary.resolve("home"));
      long last = 0;
      while (last < REVISIONS + 1) {
        KeyDirectory directory = reader.refresh();
        assertThat(directory.revision()).isGreaterThanOrEqualTo(last);
        last = directory.revision();
        // Both members change together: a torn reading would show two different states.
        assertThat(directory.members().stream().map(Member::state).distinct()).hasSize(1);
        assertThat(directory.members().iterator().next().state())
            .isEqualTo(last % 2 == 0 ? Member.State.SUSPENDED : Member.State.ACTIVE);
      }
      publishing.get();
    }
  }

  @Test
  @DisplayName("never changes a file that a revision consists of")
  void neverOverwrites() throws Exception {
    Path first = folder.resolve("members/" + organisation.member.id() + "~1.json");
    byte[] before = Files.readAllBytes(first);

    publishStates(Member.State.SUSPENDED);

    assertThat(first).hasBinaryContent(before);
    assertThat(folder.resolve("members/" + organisation.member.id() + "~2.json")).exists();
  }

  @Test
  @DisplayName("after a crash before the end leaves the old revision, and can be done again")
  void crashed() throws Exception {
    Files.writeString(folder.resolve("organisation~2.json"), "half wri");
    Files.writeString(folder.resolve(".writing-left-behind"), "x");
    DirectoryReader reader = organisation.reader(temporary.resolve("home"));
    assertThat(reader.refresh().revision()).isEqualTo(1);

    organisation.publishNext();

    assertThat(reader.refresh().revision()).isEqualTo(2);
    assertThat(folder.resolve(".writing-left-behind")).doesNotExist();
  }

  @Test
  @DisplayName("is refused when another custodian was first, and nothing is lost")
  void overtaken() throws Exception {
    RevisionDraft mine = RevisionDraft.after(organisation.directory);
    Revision late =
        organisation.sign(
            mine.build(TestOrganisation.NOW, TestOrganisation.NOW.plus(TestOrganisation.TERM)), 1);
    organisation.publishNext();
    byte[] published = Files.readAllBytes(folder.resolve("organisation~2.json"));

    assertThatThrownBy(() -> organisation.publisher.publish(organisation.pin, late))
        .isInstanceOf(DirectoryException.RolledBack.class);
    assertThat(folder.resolve("organisation~2.json")).hasBinaryContent(published);
  }

  private void publishStates(Member.State state) throws Exception {
    RevisionDraft draft = RevisionDraft.after(organisation.directory);
    for (Member member : organisation.directory.members()) {
      draft.put(
          new Member(member.id(), state, TestOrganisation.NOW, new TreeSet<>(), member.devices()));
    }
    organisation.publish(draft);
  }
}
