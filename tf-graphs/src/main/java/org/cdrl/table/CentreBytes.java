package org.cdrl.table;

import static org.cdrl.table.TableBytes.addAll;
import static org.cdrl.table.TableBytes.doubles;
import static org.cdrl.table.TableBytes.require;

import java.util.Arrays;
import org.cdrl.internal.encoding.TableEncoding;
import org.cdrl.internal.gaussian.IncompleteNormal;
import org.cdrl.internal.protos.CentreProto;

/** What is expected of missing cells, as a message. Reading trusts nothing. */
final class CentreBytes {
  private CentreBytes() {}

  static CentreProto write(Centre centre) {
    CentreProto.Builder proto = CentreProto.newBuilder();
    if (centre.normal() != null) {
      IncompleteNormal normal = centre.normal().normal();
      addAll(normal.mean(), proto::addMean);
      addAll(normal.deviation(), proto::addDeviation);
      addAll(normal.covariance(), proto::addCovariance);
    }
    addAll(centre.weights(), proto::addWeights);
    return proto.build();
  }

  /**
   * Reads what {@link #write} wrote; of models without it, that draws count alone.
   *
   * @throws IllegalArgumentException saying what is wrong
   */
  static Centre read(CentreProto proto, ConditionColumns columns, TableEncoding encoding) {
    if (proto.getWeightsCount() == 0) {
      return Centre.ofDraws(encoding);
    }
    double[] weights = doubles(proto.getWeightsList());
    require(weights.length == encoding.codes().size(), "weights of centres", weights.length);
    require(
        Arrays.stream(weights).allMatch(w -> w >= 0 && w <= 1),
        "weights of centres",
        "not a share");
    int d = proto.getMeanCount();
    if (d == 0) {
      return new Centre(null, weights);
    }
    require(d == encoding.width() + columns.width(), "means", d);
    IncompleteNormal normal =
        IncompleteNormal.of(
            doubles(proto.getMeanList()),
            doubles(proto.getDeviationList()),
            doubles(proto.getCovarianceList()));
    return new Centre(new NormalCells(columns, encoding, normal), weights);
  }
}
