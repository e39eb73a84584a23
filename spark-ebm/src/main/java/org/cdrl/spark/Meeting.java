package org.cdrl.spark;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.BarrierTaskContext;
import org.apache.spark.BarrierTaskInfo;
import org.cdrl.Worker;
import org.cdrl.config.Execution;
import org.cdrl.value.Member;

/**
 * How tasks that run at once become joined workers: each tells the others where its server of
 * TensorFlow's is. This takes Spark a second. So later rounds of a run do without, as long as their
 * tasks are where those before were; and as a server lives as long as its process, those of a run
 * that is over are for the next one with as many workers.
 */
final class Meeting {
  /**
   * A worker of a run.
   *
   * @param executors where all workers of the run are, by rank
   */
  private record Place(Member member, List<String> executors) {}

  /** Workers of this JVM, by run and rank. */
  private static final Map<String, Map<Integer, Place>> TAKEN = new HashMap<>();

  /** Workers of runs that are over, by rank; what matters are their servers. */
  private static final Map<Integer, Member> FREE = new HashMap<>();

  private Meeting() {}

  /**
   * The worker that a task is.
   *
   * @param anew whether all have to meet, for a round has failed; the same for all
   */
  static Member join(BarrierTaskContext task, String run, boolean anew, Execution way)
      throws IOException {
    int rank = task.partitionId();
    List<String> executors =
        Arrays.stream(task.getTaskInfos()).map(BarrierTaskInfo::address).toList();
    Place before = leave(run, rank);
    Member member =
        !anew && before != null && before.executors().equals(executors)
            ? before.member()
            : meet(task, rank, host(executors.get(rank)), run.hashCode(), way);
    synchronized (TAKEN) {
      TAKEN.computeIfAbsent(run, any -> new HashMap<>()).put(rank, new Place(member, executors));
    }
    return member;
  }

  private static Member meet(BarrierTaskContext task, int rank, String host, int run, Execution way)
      throws IOException {
    Member free;
    synchronized (TAKEN) {
      free = FREE.remove(rank);
    }
    List<String[]> told;
    try (ServerSocket port = new ServerSocket(0)) {
      String there = serves(free, task) ? String.join(",", free.servers()) : "";
      told =
          Arrays.stream(task.allGather(host + ":" + port.getLocalPort() + " " + there))
              .map(message -> message.split(" ", -1))
              .toList();
    }
    String there = told.get(0)[1];
    boolean serve = !there.isEmpty() && told.stream().allMatch(one -> one[1].equals(there));
    List<String> servers =
        serve ? List.of(there.split(",")) : told.stream().map(one -> one[0]).toList();
    Member member = new Member(rank, servers, run);
    Worker.serve(member, way);
    return member;
  }

  /** Whether a worker of a run before was one of as many as there are now. */
  private static boolean serves(Member free, BarrierTaskContext task) {
    return free != null && free.servers().size() == task.getTaskInfos().length;
  }

  private static String host(String executor) {
    return executor.substring(0, executor.lastIndexOf(':'));
  }

  /** Forgets a worker, whose server is not to be used any more if its round has failed. */
  static Place leave(String run, int rank) {
    synchronized (TAKEN) {
      Map<Integer, Place> here = TAKEN.get(run);
      return here == null ? null : here.remove(rank);
    }
  }

  /** Ends a run: its servers are for others. */
  static void end(String run) {
    synchronized (TAKEN) {
      Map<Integer, Place> here = TAKEN.remove(run);
      if (here != null) {
        here.forEach((rank, place) -> FREE.put(rank, place.member()));
      }
    }
  }
}
