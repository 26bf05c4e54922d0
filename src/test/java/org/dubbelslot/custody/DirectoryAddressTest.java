package org.dubbelslot.custody;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.dubbelslot.keys.FolderSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The address of a key directory")
class DirectoryAddressTest {
  private static final Path HOME = Path.of("/home/marieke").toAbsolutePath();

  @Test
  @DisplayName("is a folder, from the home if it is relative")
  void folders() throws Exception {
    Path share = Path.of("/share/keys").toAbsolutePath();

    assertThat(new DirectoryAddress(share.toString()).folder(HOME)).contains(share);
    assertThat(new DirectoryAddress(share.toUri().toString()).folder(HOME)).contains(share);
    assertThat(new DirectoryAddress("../keys").source(HOME, () -> null))
        .isEqualTo(new FolderSource(HOME.resolveSibling("keys")));
  }

  @ParameterizedTest(name = "may be {0}: no folder")
  @ValueSource(strings = {"https://sleutels.example/keys", "HTTPS://sleutels.example/keys/"})
  void web(String text) throws Exception {
    assertThat(new DirectoryAddress(text).isWeb()).isTrue();
    assertThat(new DirectoryAddress(text).folder(HOME)).isEmpty();
  }

  @ParameterizedTest(name = "is not {0}")
  @ValueSource(strings = {"https://", "https://x/keys?sig=1", "file:relative", "a\0b"})
  void refused(String text) {
    assertThatThrownBy(() -> new DirectoryAddress(text).source(HOME, () -> null))
        .isInstanceOf(CustodyException.BadAddress.class);
  }
}
