package org.cdrl.table;

import static org.cdrl.table.TableBytes.require;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.cdrl.internal.protos.AxisProto;
import org.cdrl.internal.protos.GroupsProto;
import org.cdrl.table.RowGroups.Axis;
import org.cdrl.table.data.Schema;

/** Groups of rows as a message. Reading trusts nothing. */
final class GroupBytes {
  private GroupBytes() {}

  static GroupsProto write(RowGroups groups) {
    GroupsProto.Builder proto = GroupsProto.newBuilder();
    for (Axis axis : groups.axes()) {
      AxisProto.Builder a = AxisProto.newBuilder().setCentre(axis.centre()).setScale(axis.scale());
      if (axis.labels() != null) {
        Arrays.stream(axis.labels()).forEach(a::addLabels);
      }
      proto.addAxes(a);
    }
    for (float[] mean : groups.means()) {
      for (float value : mean) {
        proto.addMeans(value);
      }
    }
    for (float spread : groups.spreads()) {
      proto.addSpreads(spread);
    }
    Arrays.stream(groups.centres()).forEach(proto::addCentres);
    return proto.build();
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @param schema of the columns
   * @throws IllegalArgumentException saying what is wrong
   */
  static RowGroups read(GroupsProto proto, Schema schema) {
    require(proto.getAxesCount() == schema.size(), "axes", proto.getAxesCount());
    List<Axis> axes = new ArrayList<>();
    for (int c = 0; c < schema.size(); c++) {
      AxisProto a = proto.getAxes(c);
      int[] labels = a.getLabelsList().stream().mapToInt(Integer::intValue).toArray();
      int most = schema.column(c).labels().size();
      require(Arrays.stream(labels).allMatch(l -> l >= 0 && l < most), "labels", c);
      axes.add(new Axis(a.getCentre(), a.getScale(), labels.length == 0 ? null : labels));
    }
    int width = axes.stream().mapToInt(Axis::width).sum();
    int count = proto.getSpreadsCount();
    require(count > 0 && (long) count * width == proto.getMeansCount(), "groups", count);
    float[][] means = new float[count][width];
    float[] spreads = new float[count];
    for (int g = 0; g < count; g++) {
      int first = g * width;
      int group = g;
      spreads[g] = proto.getSpreads(g);
      IntStream.range(0, width).forEach(j -> means[group][j] = proto.getMeans(first + j));
    }
    int[] centres = proto.getCentresList().stream().mapToInt(Integer::intValue).toArray();
    require(centres.length == count, "centres of groups", centres.length);
    require(Arrays.stream(centres).allMatch(n -> n > 0), "centres of groups", "none");
    return new RowGroups(axes, means, spreads, centres);
  }
}
