package org.cdrl.table.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Schema;
import org.cdrl.table.data.Table;

/** Tables that are made by formula. */
public final class FormulaTable {
  private static final double DAY = 86_400;

  private FormulaTable() {}

  static Column date(String name) {
    return new Column(name, Column.Kind.DATE_TIME, List.of(), "yyyy-MM-dd", "given");
  }

  private static Column labels(String name, int count) {
    List<String> labels = new ArrayList<>();
    for (int l = 0; l < count; l++) {
      labels.add(name + l);
    }
    return Column.categorical(name, labels);
  }

  static Table table(int rows, List<Column> columns, Supplier<double[]> row) {
    double[][] cells = new double[rows][];
    for (int r = 0; r < rows; r++) {
      cells[r] = row.get();
    }
    return new Table(new Schema(columns), cells);
  }

  /** Orders: ordered <= shipped <= delivered, a price and what it was before a discount. */
  public static Table orders(int rows, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return table(
        rows,
        List.of(
            date("ordered"),
            date("shipped"),
            date("delivered"),
            Column.real("list price"),
            Column.real("price"),
            Column.integer("number")),
        () -> {
          double ordered = (18_000 + random.nextInt(700)) * DAY;
          double shipped = ordered + random.nextInt(10) * DAY;
          double delivered = shipped + (1 + random.nextInt(20)) * DAY;
          double list = cents(5 + 100 * random.nextDouble() * random.nextDouble());
          double price =
              random.nextInt(3) == 0 ? list : cents(list * (1 - random.nextDouble() / 2));
          return new double[] {ordered, shipped, delivered, list, price, random.nextInt(50)};
        });
  }

  /** Bills: gross = net + tax, tax is 19 % but for rounding; shares that add up to 100. */
  public static Table bills(int rows, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return table(
        rows,
        List.of(
            Column.real("net"),
            Column.real("tax"),
            Column.real("fee"),
            Column.real("gross"),
            Column.integer("red"),
            Column.integer("green"),
            Column.integer("blue")),
        () -> {
          double net = cents(500 * random.nextDouble());
          double tax = cents(.19 * net);
          double fee = cents(20 * random.nextDouble());
          int red = random.nextInt(101);
          int green = random.nextInt(101 - red);
          return new double[] {
            net, tax, fee, cents(net + tax + fee), red, green, 100 - red - green
          };
        });
  }

  /**
   * Lines of orders: total = price * quantity, to the cent; the price follows from product and
   * size, points are 2.5 times quantity and weight.
   */
  public static Table orderLines(int rows, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return table(
        rows,
        List.of(
            labels("product", 5),
            labels("size", 3),
            Column.real("price"),
            Column.real("quantity"),
            Column.real("total"),
            Column.real("weight"),
            Column.real("points")),
        () -> {
          int product = random.nextInt(5);
          int size = random.nextInt(3);
          double price = cents(2.99 + 1.5 * (product * (size + 1) % 7));
          double quantity = 1 + Math.rint(190 * random.nextDouble()) / 10;
          double weight = 1 + random.nextInt(30);
          return new double[] {
            product, size, price, quantity, cents(price * quantity), weight, 2.5 * quantity * weight
          };
        });
  }

  /** Places: city -> state -> country, a code of the city, and marks of which one is set. */
  public static Table places(int rows, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return table(
        rows,
        List.of(
            labels("city", 30),
            labels("state", 10),
            labels("country", 3),
            Column.integer("code"),
            Column.integer("walk"),
            Column.integer("bus"),
            Column.integer("car"),
            Column.real("income")),
        () -> {
          int city = random.nextInt(30);
          int mark = random.nextInt(3);
          return new double[] {
            city,
            Math.floorDiv(city, 3),
            Math.floorDiv(city, 3) % 3,
            1000 + 7 * (city * city % 101),
            mark == 0 ? 1 : 0,
            mark == 1 ? 1 : 0,
            mark == 2 ? 1 : 0,
            cents(1000 * random.nextDouble())
          };
        });
  }

  /** All of it, in a few columns, with gaps in the dates. */
  public static Table mixed(int rows, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return table(
        rows,
        List.of(
            date("ordered"),
            date("shipped"),
            Column.real("net"),
            Column.real("tax"),
            Column.real("gross"),
            labels("city", 6),
            labels("state", 2),
            Column.integer("walk"),
            Column.integer("bus"),
            Column.integer("car")),
        () -> {
          double ordered = (18_000 + random.nextInt(700)) * DAY;
          double net = cents(500 * random.nextDouble());
          double tax = cents(random.nextDouble() * net);
          int city = random.nextInt(6);
          int mark = random.nextInt(3);
          return new double[] {
            ordered,
            random.nextInt(10) == 0 ? Double.NaN : ordered + random.nextInt(10) * DAY,
            net,
            tax,
            cents(net + tax),
            city,
            Math.floorDiv(city, 3),
            mark == 0 ? 1 : 0,
            mark == 1 ? 1 : 0,
            mark == 2 ? 1 : 0
          };
        });
  }

  static double cents(double value) {
    return Math.rint(value * 100) / 100;
  }
}
