package org.cdrl.internal.network;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Kernels that are wrong are told by how far they are off, on whatever machine this runs. */
class Bfloat16CheckTest {
  @Test
  void kernelsRoundOrAreRefused() {
    double difference = Bfloat16Check.measure();
    assertTrue(difference > 1e-4, "bfloat16 has 8 bits, but the difference is " + difference);
    if (difference < .05) {
      assertDoesNotThrow(Bfloat16Check::require);
    } else {
      String message =
          assertThrows(IllegalArgumentException.class, Bfloat16Check::require).getMessage();
      assertTrue(message.contains("use float32: without mixedPrecision (--bfloat16)"), message);
    }
  }
}
