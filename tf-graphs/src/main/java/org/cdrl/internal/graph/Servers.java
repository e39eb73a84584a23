package org.cdrl.internal.graph;

import static org.tensorflow.internal.c_api.global.tensorflow.TF_SetConfig;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_SetTarget;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.Map;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.cdrl.config.Execution;
import org.cdrl.value.Member;
import org.tensorflow.Graph;
import org.tensorflow.Server;
import org.tensorflow.Session;
import org.tensorflow.internal.c_api.TF_Graph;
import org.tensorflow.internal.c_api.TF_Session;
import org.tensorflow.internal.c_api.TF_SessionOptions;
import org.tensorflow.internal.c_api.TF_Status;
import org.tensorflow.proto.ClusterDef;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.JobDef;
import org.tensorflow.proto.ServerDef;

/**
 * TensorFlow's own servers (gRPC), through which joined workers add up what they learn, and
 * sessions that run on them.
 *
 * <p>A server cannot be stopped: it lives as long as its process, with about 80 threads. It listens
 * on all of the machine's addresses, without passwords or encryption, and executes any graph.
 *
 * <p>TensorFlow for Java 1.1.0 ignores the target of a session, so sessions are opened through its
 * C API here, and made known to Java through two members that are not public: the field {@code
 * nativeHandle} of {@code Graph}, and the constructor of {@code Session} that takes a native one. A
 * newer version may need other ways; {@code ServersTest} tells.
 */
public final class Servers {
  private static final String JOB = "worker";

  /** By their addresses, or nothing would keep them. */
  private static final Map<String, Server> STARTED = new HashMap<>();

  private Servers() {}

  /**
   * Starts a worker's server, unless this process has done so.
   *
   * @param member a joined one
   * @throws IllegalStateException if its port cannot be had
   */
  public static void start(Member member, Execution execution) {
    NativeLibrary.require();
    JobDef.Builder job = JobDef.newBuilder().setName(JOB);
    for (int task = 0; task < member.servers().size(); task++) {
      job.putTasks(task, member.servers().get(task));
    }
    ServerDef server =
        ServerDef.newBuilder()
            .setProtocol("grpc")
            .setJobName(JOB)
            .setTaskIndex(member.rank())
            .setCluster(ClusterDef.newBuilder().addJob(job))
            .setDefaultSessionConfig(config(Sessions.threads(execution), member))
            .build();
    String address = member.servers().get(member.rank());
    synchronized (STARTED) {
      if (!STARTED.containsKey(address)) {
        try {
          Server started = new Server(server);
          STARTED.put(address, started);
          started.start();
        } catch (RuntimeException e) {
          throw new IllegalStateException(
              "TensorFlow's server does not start at " + address + ": " + e.getMessage(), e);
        }
      }
    }
  }

  /** Opens a session on a worker's server; it sees its own variables and devices only. */
  static Session open(Graph graph, ConfigProto.Builder alone, Member member) {
    byte[] config = config(alone, member).toByteArray();
    try (PointerScope scope = new PointerScope()) {
      TF_SessionOptions options = TF_SessionOptions.newSessionOptions();
      TF_Status status = TF_Status.newStatus();
      TF_SetTarget(options, "grpc://" + member.servers().get(member.rank()));
      TF_SetConfig(options, new BytePointer(config), config.length, status);
      status.throwExceptionIfNotOK();
      Field handle = Graph.class.getDeclaredField("nativeHandle");
      handle.setAccessible(true);
      TF_Session opened = TF_Session.newSession((TF_Graph) handle.get(graph), options, status);
      status.throwExceptionIfNotOK();
      Constructor<Session> known =
          Session.class.getDeclaredConstructor(Graph.class, TF_Session.class);
      known.setAccessible(true);
      Session session = known.newInstance(graph, opened);
      // Else the scope would delete it.
      opened.retainReference();
      return session;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "Joined workers need TensorFlow for Java 1.1.0, whose sessions are made as expected", e);
    }
  }

  private static ConfigProto config(ConfigProto.Builder alone, Member member) {
    return alone
        // Threads are the server's.
        .clearUsePerSessionThreads()
        .addDeviceFilters("/job:" + JOB + "/task:" + member.rank())
        .setIsolateSessionState(true)
        .setExperimental(
            ConfigProto.Experimental.newBuilder()
                .setCollectiveGroupLeader("/job:" + JOB + "/replica:0/task:0"))
        .build();
  }
}
