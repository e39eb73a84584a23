package org.cdrl.table;

import static org.cdrl.table.TableBytes.addAll;
import static org.cdrl.table.TableBytes.doubles;
import static org.cdrl.table.TableBytes.require;

import java.util.Arrays;
import java.util.List;
import org.cdrl.internal.encoding.TableEncoding;
import org.cdrl.internal.gaussian.IncompleteNormal;
import org.cdrl.internal.protos.CentreProto;
import org.cdrl.internal.protos.NormalProto;
import org.cdrl.table.data.Schema;

/** What is expected of missing cells, as a message. Reading trusts nothing. */
final class CentreBytes {
  private CentreBytes() {}

  static CentreProto write(Centre centre) {
    CentreProto.Builder proto = CentreProto.newBuilder();
    Regressions regressions = centre.regressions();
    if (!regressions.isNone()) {
      LinearCells lines = regressions.lines();
      proto.setCoded(write(lines.coded())).setPlain(write(lines.plain()));
      addAll(lines.weights(), proto::addCodedWeights);
      proto.setGroups(GroupBytes.write(regressions.groups().groups()));
      proto.setBandwidth(regressions.groups().bandwidth());
      addAll(regressions.weights(), proto::addGroupWeights);
    }
    addAll(centre.weights(), proto::addDrawnWeights);
    addAll(centre.medianWeights(), proto::addMedianWeights);
    return proto.build();
  }

  private static NormalProto write(NormalCells cells) {
    NormalProto.Builder proto = NormalProto.newBuilder();
    addAll(cells.normal().mean(), proto::addMean);
    addAll(cells.normal().deviation(), proto::addDeviation);
    addAll(cells.normal().covariance(), proto::addCovariance);
    return proto.build();
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException saying what is wrong
   */
  static Centre read(
      CentreProto proto, Schema schema, ConditionColumns columns, TableEncoding encoding) {
    int n = encoding.codes().size();
    double[] drawn = weights(proto.getDrawnWeightsList(), n);
    double[] medians = weights(proto.getMedianWeightsList(), n);
    if (!proto.hasCoded() || !proto.hasPlain() || !proto.hasGroups()) {
      return new Centre(Regressions.none(n), drawn, medians);
    }
    LinearCells lines =
        new LinearCells(
            read(proto.getCoded(), columns, encoding, false),
            read(proto.getPlain(), columns, encoding, true),
            weights(proto.getCodedWeightsList(), n));
    require(proto.getBandwidth() > 0, "bandwidth", proto.getBandwidth());
    RowGroups groups = GroupBytes.read(proto.getGroups(), schema);
    return new Centre(
        new Regressions(
            lines,
            new GroupCells(columns, schema, groups, proto.getBandwidth()),
            weights(proto.getGroupWeightsList(), n)),
        drawn,
        medians);
  }

  private static double[] weights(List<Double> list, int n) {
    double[] weights = doubles(list);
    require(weights.length == n, "weights of centres", weights.length);
    require(
        Arrays.stream(weights).allMatch(w -> w >= 0 && w <= 1),
        "weights of centres",
        "not a share");
    return weights;
  }

  private static NormalCells read(
      NormalProto proto, ConditionColumns columns, TableEncoding encoding, boolean plain) {
    int d = proto.getMeanCount();
    require(d == NormalCells.width(columns, encoding), "means", d);
    IncompleteNormal normal =
        IncompleteNormal.of(
            doubles(proto.getMeanList()),
            doubles(proto.getDeviationList()),
            doubles(proto.getCovarianceList()));
    return new NormalCells(columns, encoding, plain, normal);
  }
}
