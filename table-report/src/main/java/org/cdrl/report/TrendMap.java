package org.cdrl.report;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.cdrl.table.data.Schema;
import org.cdrl.table.quality.PairTrends;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.HeatMapChartBuilder;

/**
 * What is lost of every pair's trend, as a map of columns by columns; the worst of many columns.
 */
final class TrendMap {
  /** More columns could not be read. */
  static final int COLUMNS = 30;

  private static final int SIDE = 720;

  /** The loss that is darkest, and all above. */
  static final double WORST = .25;

  private TrendMap() {}

  /** The image, for at least two columns. */
  static BufferedImage draw(Schema schema, PairTrends trends) {
    int width = schema.size();
    double[][] loss = new double[width][width];
    for (PairTrends.Pair pair : trends.pairs()) {
      loss[pair.first()][pair.second()] = 1 - pair.score();
      loss[pair.second()][pair.first()] = 1 - pair.score();
    }
    int[] shown =
        IntStream.range(0, width)
            .boxed()
            .sorted(Comparator.comparingDouble(c -> -Arrays.stream(loss[c]).sum()))
            .limit(COLUMNS)
            .sorted()
            .mapToInt(Integer::intValue)
            .toArray();
    List<String> names = new ArrayList<>();
    List<Number[]> cells = new ArrayList<>();
    for (int x = 0; x < shown.length; x++) {
      names.add(x + 1 + " " + AxisText.shortened(schema.column(shown[x]).name()));
      for (int y = 0; y < shown.length; y++) {
        cells.add(new Number[] {x, y, Math.min(WORST, loss[shown[x]][shown[y]])});
      }
    }
    HeatMapChart chart = new HeatMapChartBuilder().width(SIDE).height(SIDE).build();
    Palette.style(chart.getStyler());
    chart.getStyler().setLegendVisible(true);
    chart.getStyler().setMin(0);
    chart.getStyler().setMax(WORST);
    chart.getStyler().setRangeColors(new Color[] {Color.WHITE, Palette.BEFORE});
    chart.getStyler().setXAxisLabelRotation(60);
    chart.getStyler().setPlotContentSize(1);
    chart.addSeries("loss", names, names, cells);
    return BitmapEncoder.getBufferedImage(chart);
  }
}
