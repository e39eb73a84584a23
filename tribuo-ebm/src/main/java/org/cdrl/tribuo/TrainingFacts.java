package org.cdrl.tribuo;

import com.oracle.labs.mlrg.olcut.provenance.PrimitiveProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.BooleanProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.DoubleProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.IntProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.LongProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.StringProvenance;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cdrl.CdrlModel;
import org.cdrl.Version;
import org.cdrl.value.TrainingSummary;

/** What a training run adds to the provenance of its model, beside data and settings. */
final class TrainingFacts {
  private TrainingFacts() {}

  /**
   * The facts.
   *
   * @param threads that were set; 0 for one per core
   */
  static Map<String, Provenance> of(CdrlModel engine, int threads) {
    TrainingSummary summary = engine.summary();
    List<PrimitiveProvenance<?>> values =
        List.of(
            new StringProvenance("cdrl-version", Version.text()),
            new StringProvenance("device", summary.device()),
            new StringProvenance("tensorflow-version", summary.tensorFlowVersion()),
            new IntProvenance(
                "threads", threads == 0 ? Runtime.getRuntime().availableProcessors() : threads),
            new StringProvenance("onednn", environment("TF_ENABLE_ONEDNN_OPTS")),
            new StringProvenance("own-threads", environment("TF_OVERRIDE_GLOBAL_THREADPOOL")),
            new LongProvenance("pre-training-iterations", summary.pretrainingIterations()),
            new LongProvenance("iterations", summary.iterations()),
            new LongProvenance("planned-iterations", engine.config().optimisation().iterations()),
            new BooleanProvenance("energy-learned", summary.energyLearned()),
            new DoubleProvenance("seconds", summary.seconds()),
            new DoubleProvenance("energy-gap", summary.energyGap()),
            new DoubleProvenance("initializer-loss", summary.initializerLoss()));
    Map<String, Provenance> facts = new HashMap<>();
    values.forEach(value -> facts.put(value.getKey(), value));
    return facts;
  }

  private static String environment(String variable) {
    return variable + "=" + System.getenv().getOrDefault(variable, "(not set)");
  }
}
