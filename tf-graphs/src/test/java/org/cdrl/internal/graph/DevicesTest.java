package org.cdrl.internal.graph;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** What Linux tells of processors. */
class DevicesTest {
  @Test
  void processorsWithoutBfloat16AreKnown() {
    assertTrue(Devices.slowBfloat16("model name\t: AMD EPYC\nflags\t\t: fpu avx2 avx512f\n"));
    assertFalse(Devices.slowBfloat16("flags\t\t: fpu avx512f avx512_bf16 vaes\n"));
    assertFalse(Devices.slowBfloat16("flags\t\t: fpu avx512f amx_bf16\n"));
    assertTrue(Devices.slowBfloat16("Features\t: fp asimd i8mm\n"));
    assertFalse(Devices.slowBfloat16("Features\t: fp asimd i8mm bf16\n"));
  }

  @Test
  void whatIsNotToldIsNotClaimed() {
    assertFalse(Devices.slowBfloat16("processor\t: 0\n"));
  }
}
