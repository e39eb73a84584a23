package org.cdrl.table;

import static org.cdrl.table.TableBytes.addAll;
import static org.cdrl.table.TableBytes.doubles;
import static org.cdrl.table.TableBytes.require;

import java.util.Arrays;
import org.cdrl.AnomalyScale;
import org.cdrl.internal.protos.AnomalyScaleProto;
import org.cdrl.table.data.Schema;

/** What scores need, as a message. Reading trusts nothing. */
final class AnomalyBytes {
  private AnomalyBytes() {}

  static AnomalyScaleProto write(AnomalyParts parts) {
    AnomalyScaleProto.Builder proto = AnomalyScaleProto.newBuilder().setSpan(parts.span());
    addAll(parts.scale().weights(), proto::addWeights);
    addAll(parts.scale().mean(), proto::addMean);
    addAll(parts.scale().deviation(), proto::addDeviation);
    addAll(parts.scale().quantiles(), proto::addQuantiles);
    for (double[] ofKind : parts.usual()) {
      addAll(ofKind, proto::addUsual);
    }
    proto.setGroups(GroupBytes.write(parts.groups()));
    return proto.build();
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @param schema of the data columns
   * @throws IllegalArgumentException saying what is wrong
   */
  static AnomalyParts read(AnomalyScaleProto proto, Schema schema) {
    int kinds = proto.getWeightsCount();
    require(kinds > 1 && kinds == proto.getMeanCount(), "kinds of evidence", kinds);
    require(kinds == proto.getDeviationCount(), "deviations", proto.getDeviationCount());
    require(proto.getQuantilesCount() > 0, "quantiles", proto.getQuantilesCount());
    AnomalyScale scale =
        new AnomalyScale(
            doubles(proto.getWeightsList()),
            doubles(proto.getMeanList()),
            doubles(proto.getDeviationList()),
            doubles(proto.getQuantilesList()));
    int columns = schema.size();
    // Energies have no columns: there is the distance only.
    int withColumns = proto.getUsualCount() == columns ? 1 : kinds;
    require(
        proto.getUsualCount() == (long) withColumns * columns,
        "usual parts",
        proto.getUsualCount());
    double[] flat = doubles(proto.getUsualList());
    double[][] usual = new double[kinds][0];
    for (int k = 0; k < withColumns; k++) {
      usual[kinds - withColumns + k] = Arrays.copyOfRange(flat, k * columns, (k + 1) * columns);
    }
    return new AnomalyParts(
        scale, GroupBytes.read(proto.getGroups(), schema), usual, proto.getSpan());
  }
}
