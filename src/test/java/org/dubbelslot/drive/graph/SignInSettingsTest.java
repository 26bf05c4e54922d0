package org.dubbelslot.drive.graph;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SignInSettingsTest {
  @Test
  void aLibraryWasAskedForWithTheScopeOfTheUsersOwnDrive() {
    assertThat(SignInSettings.ownDrive(Cloud.GLOBAL, "t", "c").scopes())
        .containsExactly("https://graph.microsoft.com/Files.ReadWrite");
    assertThat(SignInSettings.sharedDrives(Cloud.CHINA, "t", "c").scopes())
        .containsExactly("https://microsoftgraph.chinacloudapi.cn/Files.ReadWrite.All");
  }
}
