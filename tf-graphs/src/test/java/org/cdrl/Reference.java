package org.cdrl;

import org.cdrl.internal.graph.ParameterLayout.Entry;
import org.cdrl.internal.network.Network;
import org.cdrl.internal.network.VectorEnergy;
import org.cdrl.internal.network.VectorInitializer;

/** A network of the reference program as one of ours, with the reference's names and layouts. */
public enum Reference {
  /** The 2-D energy network of the fixtures: width 32, one block per multiple. */
  ENERGY(new VectorEnergy(2, 32, 128, 32, new int[] {1, 2, 2, 2}, 0, 0, 0)),
  /** The 2-D initializer of the fixtures: level width 32, width 64, one block. */
  INITIALIZER(new VectorInitializer(2, 32, 64, 1, true, 0, 0, 0, 0, null));

  public final Network network;

  Reference(Network network) {
    this.network = network;
  }

  /** The reference's name of one of our parameters. */
  public String name(Entry entry) {
    String theirs = entry.name();
    if (theirs.startsWith("block")) {
      int dot = theirs.indexOf('.');
      int block = Integer.parseInt(theirs.substring("block".length(), dot));
      theirs =
          "module_list."
              + (this == ENERGY ? block + 1 : block)
              + theirs
                  .substring(dot)
                  .replace("first", "conv1")
                  .replace("second", "conv2")
                  .replace("time", this == ENERGY ? "temb_map" : "mlp.1")
                  .replace("shortcut", "short_cut")
                  .replace("scale", "g");
    } else {
      theirs =
          theirs
              .replace("time1", this == ENERGY ? "temb_map1" : "temb_map.0")
              .replace("time2", this == ENERGY ? "temb_map2" : "temb_map.2")
              .replace("input", this == ENERGY ? "module_list.0" : "h1")
              .replace("output", "final_dense");
    }
    return entry.spectral() ? theirs + "_orig" : theirs;
  }

  /** The flat parameter vector out of a state dictionary. */
  public float[] parameters(Npz npz, String prefix) {
    float[] flat = new float[network.layout().size()];
    for (Entry entry : network.layout().entries()) {
      float[] values = ours(entry, npz.floats(prefix + name(entry)));
      System.arraycopy(values, 0, flat, entry.offset(), values.length);
    }
    return flat;
  }

  /** Values in the reference's layout ([out, in] matrices) in ours ([in, out]). */
  public float[] ours(Entry entry, float[] theirs) {
    if (!entry.name().endsWith("weight") || entry.shape().length != 2) {
      return theirs;
    }
    int in = entry.shape()[0];
    int out = entry.shape()[1];
    float[] transposed = new float[theirs.length];
    for (int r = 0; r < in; r++) {
      for (int c = 0; c < out; c++) {
        transposed[r * out + c] = theirs[c * in + r];
      }
    }
    return transposed;
  }

  /** The flat power-iteration vectors out of a state dictionary. */
  public float[] vectors(Npz npz, String prefix, String suffix) {
    float[] flat = new float[network.layout().spectralSize()];
    int offset = 0;
    for (Entry entry : network.layout().spectralEntries()) {
      String base = prefix + name(entry).replace("weight_orig", "weight_");
      for (String vector : new String[] {"u", "v"}) {
        float[] values = npz.floats(base + vector + suffix);
        System.arraycopy(values, 0, flat, offset, values.length);
        offset += values.length;
      }
    }
    return flat;
  }
}
