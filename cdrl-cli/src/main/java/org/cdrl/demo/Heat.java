package org.cdrl.demo;

import java.awt.Color;

/** The Viridis colour scale: brightness grows evenly, and readable without colour vision too. */
final class Heat {
  private static final int[] VIRIDIS = {
    0x440154, 0x482475, 0x414487, 0x355f8d, 0x2a788e, 0x21918c, 0x22a884, 0x44bf70, 0x7ad151,
    0xbddf26, 0xfde725
  };

  private Heat() {}

  /** The colour of a value from 0 to 1; others count as the nearer end. */
  static int rgb(double value) {
    double at = Math.max(0, Math.min(1, value)) * (VIRIDIS.length - 1);
    int low = Math.min((int) at, VIRIDIS.length - 2);
    double share = at - low;
    Color a = new Color(VIRIDIS[low]);
    Color b = new Color(VIRIDIS[low + 1]);
    return new Color(
            mixed(a.getRed(), b.getRed(), share),
            mixed(a.getGreen(), b.getGreen(), share),
            mixed(a.getBlue(), b.getBlue(), share))
        .getRGB();
  }

  private static int mixed(int a, int b, double share) {
    return (int) Math.round(a + share * (b - a));
  }
}
