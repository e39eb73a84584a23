package org.cdrl.report;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Table;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;

/**
 * One column of two tables as bars behind each other. Numbers are sorted into bars of equal width
 * between the 0.5 % and the 99.5 % quantile of the real ones, with what is beyond in the outer
 * bars; below a bar stands the first of its whole numbers, or the middle. Of labels, the most
 * frequent real ones have a bar each.
 */
final class ColumnPlot {
  private static final int WIDTH = 460;
  private static final int HEIGHT = 250;
  private static final int BARS = 30;
  private static final int LABELS = 12;
  private static final double TAIL = .005;

  private final List<String> names = new ArrayList<>();
  private final double[] real;
  private final double[] synthetic;

  private ColumnPlot(Column column, double[] realCells, double[] syntheticCells) {
    if (column.isNumeric()) {
      double[] sorted = Arrays.stream(realCells).filter(v -> !Double.isNaN(v)).sorted().toArray();
      double low = sorted.length == 0 ? 0 : sorted[(int) (TAIL * sorted.length)];
      double high = sorted.length == 0 ? 1 : sorted[(int) ((1 - TAIL) * sorted.length)];
      // Bars of whole numbers hold equally many of them, or those with one more would stand out.
      boolean whole = column.kind() == Column.Kind.INTEGER;
      double range = whole ? high - low + 1 : high > low ? high - low : BARS;
      double width = whole ? Math.ceil(range / BARS) : range / BARS;
      int bars = (int) Math.ceil(range / width - 1e-9);
      double grain = Math.pow(10, Math.floor(Math.log10(width)));
      for (int b = 0; b < bars; b++) {
        double value =
            whole ? low + b * width : Math.rint((low + (b + .5) * width) / grain) * grain;
        names.add(AxisText.of(column, value));
      }
      real = shares(realCells, low, width, bars);
      synthetic = shares(syntheticCells, low, width, bars);
    } else {
      double[] ofReal = shares(realCells, 0, 1, Math.max(1, column.labels().size()));
      double[] ofSynthetic = shares(syntheticCells, 0, 1, ofReal.length);
      int[] shown =
          IntStream.range(0, column.labels().size())
              .boxed()
              .sorted(Comparator.comparingDouble(l -> -ofReal[l]))
              .limit(LABELS)
              .mapToInt(Integer::intValue)
              .toArray();
      double[] missing = {missing(realCells), missing(syntheticCells)};
      boolean blank = missing[0] + missing[1] > 0 || shown.length == 0;
      real = shown(ofReal, shown, missing[0], blank);
      synthetic = shown(ofSynthetic, shown, missing[1], blank);
      for (int label : shown) {
        names.add(AxisText.of(column, label));
      }
      if (blank) {
        names.add("(missing)");
      }
    }
  }

  private static double missing(double[] cells) {
    return (double) Arrays.stream(cells).filter(Double::isNaN).count() / cells.length;
  }

  /** The shares of some labels and, if there is such a bar, of missing cells. */
  private static double[] shown(double[] shares, int[] labels, double missing, boolean blank) {
    double[] bars =
        Arrays.copyOf(
            Arrays.stream(labels).mapToDouble(l -> shares[l]).toArray(),
            labels.length + (blank ? 1 : 0));
    if (blank) {
      bars[labels.length] = missing;
    }
    return bars;
  }

  /** The image. */
  static BufferedImage draw(Table real, Table synthetic, int column) {
    Column of = real.schema().column(column);
    ColumnPlot plot = new ColumnPlot(of, real.column(column), synthetic.column(column));
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(AxisText.shortened(of.name()))
            .build();
    Palette.style(chart.getStyler());
    chart.getStyler().setOverlapped(true);
    chart.getStyler().setAvailableSpaceFill(.95);
    chart.getStyler().setXAxisMaxLabelCount(of.isNumeric() ? 5 : LABELS);
    chart.getStyler().setXAxisLabelRotation(of.isNumeric() ? 0 : 20);
    chart.getStyler().setYAxisDecimalPattern("0.##");
    chart.addSeries("real", plot.numbered(), list(plot.real)).setFillColor(fill(Palette.TRUTH));
    chart
        .addSeries("synthetic", plot.numbered(), list(plot.synthetic))
        .setFillColor(fill(Palette.AFTER));
    return BitmapEncoder.getBufferedImage(chart);
  }

  /** XChart takes bars of one name for one bar; spaces keep them apart. */
  private List<String> numbered() {
    List<String> distinct = new ArrayList<>();
    for (String name : names) {
      String tried = name;
      while (distinct.contains(tried)) {
        tried += " ";
      }
      distinct.add(tried);
    }
    return distinct;
  }

  private static double[] shares(double[] cells, double low, double width, int bars) {
    double[] shares = new double[bars];
    for (double cell : cells) {
      if (!Double.isNaN(cell)) {
        int bar = (int) Math.floor((cell - low) / width);
        shares[Math.max(0, Math.min(bars - 1, bar))] += 1.0 / cells.length;
      }
    }
    return shares;
  }

  private static List<Double> list(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }

  private static Color fill(Color colour) {
    return new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), 120);
  }
}
