package org.cdrl.spark;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What tasks leave open in a JVM for those that follow. Kept is what belongs to the last few
 * owners: the stages of a pipeline run in one task.
 */
final class Shelf<T extends AutoCloseable> {
  private static final int OWNERS = 4;

  /** By owner and its places, the owner that was asked for last at the end. */
  private final Map<String, Map<Integer, Deque<T>>> kept = new LinkedHashMap<>(OWNERS, .75f, true);

  /**
   * Something of an owner that no task has; null if there is none.
   *
   * @param place which of the owner's things serve
   */
  T take(String owner, int place) {
    List<T> old = new ArrayList<>();
    T taken;
    synchronized (kept) {
      Deque<T> here = kept.computeIfAbsent(owner, of -> new HashMap<>()).get(place);
      taken = here == null ? null : here.poll();
      while (kept.size() > OWNERS) {
        String eldest = kept.keySet().iterator().next();
        kept.remove(eldest).values().forEach(old::addAll);
      }
    }
    old.forEach(Shelf::close);
    return taken;
  }

  /** Puts back what was taken, or made as there was none; it is closed if its owner is gone. */
  void giveBack(String owner, int place, T taken) {
    synchronized (kept) {
      if (kept.containsKey(owner)) {
        kept.get(owner).computeIfAbsent(place, of -> new ArrayDeque<>()).push(taken);
        return;
      }
    }
    close(taken);
  }

  /** Closes what an owner has here. */
  void clear(String owner) {
    Map<Integer, Deque<T>> all;
    synchronized (kept) {
      all = kept.remove(owner);
    }
    if (all != null) {
      all.values().forEach(open -> open.forEach(Shelf::close));
    }
  }

  private static void close(AutoCloseable open) {
    try {
      open.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
