package org.dubbelslot.drive.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

@DisplayName("What the sign-in library works on")
class AfterTheCallTest {
  private final AfterTheCall calls = new AfterTheCall();

  /** As the library's device code flow: the work reads what the call sets after it has begun it. */
  private CompletableFuture<String> flow() {
    AtomicReference<String> set = new AtomicReference<>();
    CompletableFuture<String> answer =
        CompletableFuture.supplyAsync(() -> String.valueOf(set.get()), calls.threads());
    set.set("set");
    return answer;
  }

  @RepeatedTest(200)
  @DisplayName("begins only after the call that asked for it has returned")
  void afterwards() throws Exception {
    assertThat(calls.call(this::flow).get(10, TimeUnit.SECONDS)).isEqualTo("set");
  }

  @Test
  @DisplayName("begins at once outside a call")
  void outside() throws Exception {
    assertThat(
            CompletableFuture.supplyAsync(() -> "here", calls.threads()).get(10, TimeUnit.SECONDS))
        .isEqualTo("here");
  }
}
