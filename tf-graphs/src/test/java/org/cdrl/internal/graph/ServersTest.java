package org.cdrl.internal.graph;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import org.cdrl.config.Execution;
import org.cdrl.value.Member;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.op.Ops;

/** Sessions on a server of TensorFlow's, which needs what TensorFlow for Java does not offer. */
class ServersTest {
  private static final Execution WAY = Execution.DEFAULT.threads(1);

  private static Member member(int port) {
    return new Member(0, List.of("127.0.0.1:" + port), 0);
  }

  @Test
  void sessionsHaveTheirOwnVariables() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Member member = member(port);
    Servers.start(member, WAY);
    Servers.start(member, WAY);
    try (Graph graph = Graphs.create()) {
      Ops tf = Graphs.ops(graph);
      StateVector vector = new StateVector(tf, "vector", 3);
      try (Session session = Sessions.open(graph, WAY, member)) {
        vector.set(session, new float[] {1, 2, 3});
        assertArrayEquals(new float[] {1, 2, 3}, vector.get(session));
      }
      try (Session session = Sessions.open(graph, WAY, member)) {
        assertThrows(TensorFlowException.class, () -> vector.get(session));
      }
    }
  }

  @Test
  void aPortThatIsTakenIsTold() throws IOException {
    try (ServerSocket taken = new ServerSocket(0)) {
      Member member = member(taken.getLocalPort());
      IllegalStateException e =
          assertThrows(IllegalStateException.class, () -> Servers.start(member, WAY));
      assertTrue(e.getMessage().contains("127.0.0.1:" + taken.getLocalPort()), e.getMessage());
    }
  }

  @Test
  void batchesAreDividedOnce() {
    try (Graph graph = Graphs.create()) {
      IllegalArgumentException e =
          assertThrows(
              IllegalArgumentException.class,
              () -> Sessions.open(graph, WAY.replicas(2), member(1)));
      assertTrue(e.getMessage().contains("replicas must be 1, not 2"), e.getMessage());
    }
  }
}
