package org.dubbelslot.keys;

import static org.assertj.core.api.Assertions.assertThat;

import org.dubbelslot.crypto.SecretBytes;
import org.junit.jupiter.api.Test;

class LocalKeyTest {
  @Test
  void isTheSameForTheSameDeviceAndPurposeOnly() {
    try (DeviceIdentity device = DeviceIdentity.generate();
        DeviceIdentity same = device.copy();
        DeviceIdentity other = DeviceIdentity.generate();
        SecretBytes key = device.localKey("transfers")) {
      assertThat(key.length()).isEqualTo(32);
      try (SecretBytes again = same.localKey("transfers");
          SecretBytes ofAnother = other.localKey("transfers");
          SecretBytes forAnother = device.localKey("names")) {
        assertThat(again).isEqualTo(key);
        assertThat(ofAnother).isNotEqualTo(key);
        assertThat(forAnother).isNotEqualTo(key);
      }
    }
  }
}
