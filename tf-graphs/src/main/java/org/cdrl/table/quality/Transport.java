package org.cdrl.table.quality;

import java.util.Arrays;

/**
 * The cheapest way to move n equal weights onto m equal weights, by the network simplex method on
 * the dense cost matrix: a spanning tree of the flows in use, into which the cheapest unused arc of
 * a block of arcs enters until none is worth it. Weights are whole numbers, n / gcd and m / gcd, so
 * that flows are exact.
 *
 * <p>The tree hangs from a root that takes what the sources send and gives it to the sinks, at a
 * price that no real route reaches. It stays strongly feasible (every arc without flow leads
 * towards the root), which keeps the method from going round in circles.
 *
 * <p>Source: Ahuja, Magnanti and Orlin, "Network Flows", Prentice Hall 1993, chapter 11. No library
 * of the JVM that is kept up solves the dense problem at this size.
 */
final class Transport {

  private static final int NONE = -1;

  private final float[][] cost;
  private final int sources;
  private final int root;

  /** What a route through the root costs, each way; and what rounding may be worth. */
  private final double detour;

  private final double tolerance;

  // Nodes are the sources, the sinks and the root. The arc between a node and its parent leads up
  // from a source and down to a sink.
  private final int[] parent;
  private final long[] flow;
  private final double[] potential;
  private final int[] depth;
  private final int[] firstChild;
  private final int[] nextSibling;
  private final int[] previousSibling;
  private final int[] stack;

  private long nextArc;

  /**
   * Finds the cheapest way.
   *
   * @param cost from every source to every sink [n][m]; finite, at least 0
   */
  Transport(float[][] cost) {
    this.cost = cost;
    sources = cost.length;
    int sinks = cost[0].length;
    root = sources + sinks;
    double largest = 0;
    for (float[] row : cost) {
      for (float c : row) {
        largest = Math.max(largest, c);
      }
    }
    detour = (largest + 1) * (root + 1);
    tolerance = 1e-9 * (largest + 1);
    parent = new int[root + 1];
    flow = new long[root + 1];
    potential = new double[root + 1];
    depth = new int[root + 1];
    firstChild = new int[root + 1];
    nextSibling = new int[root + 1];
    previousSibling = new int[root + 1];
    stack = new int[root + 1];
    Arrays.fill(firstChild, NONE);
    parent[root] = NONE;
    long divisor = greatestCommonDivisor(sources, sinks);
    for (int node = 0; node < root; node++) {
      flow[node] = (isSource(node) ? sinks : sources) / divisor;
      hang(node, root);
      settle(node);
    }
    while (pivot()) {
      // Each pivot is one step of the method.
    }
  }

  /** The mean cost of a unit. */
  double meanCost() {
    double sum = 0;
    double units = 0;
    for (int node = 0; node < root; node++) {
      if (flow[node] > 0 && parent[node] != root) {
        sum += flow[node] * costUp(node);
        units += flow[node];
      }
    }
    return sum / units;
  }

  /** Lets one arc enter the tree and one leave it; false if none is worth it. */
  private boolean pivot() {
    long arc = entering();
    if (arc < 0) {
      return false;
    }
    int source = (int) (arc / (root - sources));
    int sink = sources + (int) (arc % (root - sources));
    // Along the cycle up to `apex`, flow falls at sources on the source's side and at sinks on the
    // sink's. Of the arcs that run dry first, the last on the way round from the apex leaves.
    int apex = apex(source, sink);
    long amount = Long.MAX_VALUE;
    int leaving = NONE;
    boolean onSourceSide = true;
    for (int node = source; node != apex; node = parent[node]) {
      if (isSource(node) && flow[node] < amount) {
        amount = flow[node];
        leaving = node;
      }
    }
    for (int node = sink; node != apex; node = parent[node]) {
      if (!isSource(node) && flow[node] <= amount) {
        amount = flow[node];
        leaving = node;
        onSourceSide = false;
      }
    }
    for (int node = source; node != apex; node = parent[node]) {
      flow[node] += isSource(node) ? -amount : amount;
    }
    for (int node = sink; node != apex; node = parent[node]) {
      flow[node] += isSource(node) ? amount : -amount;
    }
    if (onSourceSide) {
      rehang(source, sink, leaving, amount);
    } else {
      rehang(sink, source, leaving, amount);
    }
    return true;
  }

  /** The arc of least reduced cost in the first block that has a negative one; -1 if none has. */
  private long entering() {
    int sinks = root - sources;
    long arcs = (long) sources * sinks;
    long block = Math.max(10, (long) Math.sqrt(arcs));
    int i = (int) (nextArc / sinks);
    int j = (int) (nextArc % sinks);
    double least = -tolerance;
    long best = NONE;
    long left = block;
    for (long seen = 0; seen < arcs; seen++) {
      double reduced = cost[i][j] + potential[i] - potential[sources + j];
      if (reduced < least) {
        least = reduced;
        best = (long) i * sinks + j;
      }
      if (++j == sinks) {
        j = 0;
        i = i + 1 == sources ? 0 : i + 1;
      }
      if (--left == 0) {
        if (best >= 0) {
          break;
        }
        left = block;
      }
    }
    nextArc = (long) i * sinks + j;
    return best;
  }

  private int apex(int a, int b) {
    while (a != b) {
      if (depth[a] >= depth[b]) {
        a = parent[a];
      } else {
        b = parent[b];
      }
    }
    return a;
  }

  /**
   * Cuts the tree above {@code leaving} and hangs what was below it, now from {@code node}, under
   * another node.
   */
  private void rehang(int node, int under, int leaving, long amount) {
    int next = node;
    int newParent = under;
    long newFlow = amount;
    while (true) {
      int oldParent = parent[next];
      long oldFlow = flow[next];
      unhang(next);
      hang(next, newParent);
      flow[next] = newFlow;
      if (next == leaving) {
        break;
      }
      newParent = next;
      newFlow = oldFlow;
      next = oldParent;
    }
    settle(node);
  }

  /** Computes potential and depth of a node and of all below it. */
  private void settle(int top) {
    int size = 0;
    stack[size++] = top;
    while (size > 0) {
      int node = stack[--size];
      int above = parent[node];
      depth[node] = depth[above] + 1;
      double price = above == root ? detour : costUp(node);
      potential[node] = potential[above] + (isSource(node) ? -price : price);
      for (int child = firstChild[node]; child != NONE; child = nextSibling[child]) {
        stack[size++] = child;
      }
    }
  }

  private void hang(int node, int under) {
    int sibling = firstChild[under];
    parent[node] = under;
    firstChild[under] = node;
    nextSibling[node] = sibling;
    previousSibling[node] = NONE;
    if (sibling != NONE) {
      previousSibling[sibling] = node;
    }
  }

  private void unhang(int node) {
    int before = previousSibling[node];
    int after = nextSibling[node];
    if (before == NONE) {
      firstChild[parent[node]] = after;
    } else {
      nextSibling[before] = after;
    }
    if (after != NONE) {
      previousSibling[after] = before;
    }
  }

  private double costUp(int node) {
    int above = parent[node];
    return isSource(node) ? cost[node][above - sources] : cost[above][node - sources];
  }

  private boolean isSource(int node) {
    return node < sources;
  }

  private static long greatestCommonDivisor(long a, long b) {
    return b == 0 ? a : greatestCommonDivisor(b, a % b);
  }
}
