package org.cdrl.tribuo;

import java.util.List;
import java.util.function.DoubleConsumer;
import org.cdrl.AnomalyScale;
import org.cdrl.Typicality;
import org.cdrl.tribuo.protos.TypicalityProto;

/** What is typical, as a message. */
final class TypicalityBytes {
  private TypicalityBytes() {}

  static TypicalityProto write(Typicality typicality) {
    AnomalyScale scale = typicality.scale();
    TypicalityProto.Builder proto =
        TypicalityProto.newBuilder()
            .setDistanceMean(scale.mean()[0])
            .setDistanceDeviation(scale.deviation()[0]);
    add(typicality.mean(), proto::addMean);
    add(typicality.deviation(), proto::addDeviation);
    add(typicality.covariance(), proto::addCovariance);
    add(scale.quantiles(), proto::addDistanceQuantiles);
    return proto.build();
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException if there are not as many numbers as belong together
   */
  static Typicality read(TypicalityProto proto) {
    if (proto.getMeanCount() == 0 || proto.getDistanceQuantilesCount() == 0) {
      throw new IllegalArgumentException("it does not tell what is typical");
    }
    return new Typicality(
        doubles(proto.getMeanList()),
        doubles(proto.getDeviationList()),
        doubles(proto.getCovarianceList()),
        new AnomalyScale(
            new double[] {1},
            new double[] {proto.getDistanceMean()},
            new double[] {proto.getDistanceDeviation()},
            doubles(proto.getDistanceQuantilesList())));
  }

  private static void add(double[] values, DoubleConsumer to) {
    for (double value : values) {
      to.accept(value);
    }
  }

  private static double[] doubles(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
