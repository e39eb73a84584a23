package org.cdrl.value;

import java.util.List;

/**
 * Which of the workers of a run one is. Workers learn apart, each with batches of its own, or
 * joined: then every batch is divided among them, and they take each step together.
 *
 * @param rank of the worker, from 0
 * @param servers host:port of TensorFlow's servers of all workers that are joined, by rank; empty
 *     for one that learns apart
 * @param run any number that tells apart the runs for which the same servers work, the same for all
 *     workers of a run
 */
public record Member(int rank, List<String> servers, int run) {
  /** The only one. */
  public static final Member ONLY = apart(0);

  /**
   * Checks and copies.
   *
   * @throws IllegalArgumentException if there is no such rank
   */
  public Member {
    servers = List.copyOf(servers);
    if (rank < 0 || !servers.isEmpty() && rank >= servers.size()) {
      throw new IllegalArgumentException(
          "There is no worker " + rank + " among " + servers.size() + ", which begin with 0");
    }
  }

  /** A worker that learns apart from others. */
  public static Member apart(int rank) {
    return new Member(rank, List.of(), 0);
  }

  /** Whether it takes every step together with others. */
  public boolean isJoined() {
    return !servers.isEmpty();
  }

  /** Rows of a batch that are this worker's: as many as every other's, so rounded up. */
  public int share(int batchSize) {
    return isJoined() ? (batchSize + servers.size() - 1) / servers.size() : batchSize;
  }
}
