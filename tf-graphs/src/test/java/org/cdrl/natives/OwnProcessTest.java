package org.cdrl.natives;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.cdrl.Device;
import org.cdrl.config.Execution;
import org.cdrl.internal.graph.FloatTensors;
import org.cdrl.internal.graph.Graphs;
import org.cdrl.internal.graph.Sessions;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

class OwnProcessTest {
  /** Run in a process of its own, for a process loads the library once. */
  static final class Program {
    public static void main(String[] arguments) {
      OwnProcess.declare();
      Device.detect();
      try (Graph graph = Graphs.create()) {
        Ops tf = Graphs.ops(graph);
        Operand<TFloat32> product =
            tf.linalg.matMul(tf.constant(new float[][] {{2}}), tf.constant(new float[][] {{3}}));
        try (Session session = Sessions.open(graph, Execution.DEFAULT.threads(1));
            Result result = session.runner().fetch(product).run()) {
          System.out.println(FloatTensors.flat((TFloat32) result.get(0))[0]);
        }
      }
    }
  }

  @Test
  void aProgramThatHasItsProcessForItselfComputesAsOthersDo() throws Exception {
    Process process =
        new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                "-cp",
                System.getProperty("java.class.path"),
                Program.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertEquals(0, process.waitFor(), said);
    assertEquals("6.0", said.strip());
  }
}
