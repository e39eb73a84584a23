package org.cdrl.examples.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.Predicate;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Schema;
import org.cdrl.table.data.Table;

/**
 * Rows that are made by formula, and whether rows obey it: what holds is known, not looked for.
 *
 * @param columns of the rows
 * @param row makes one
 * @param obeys whether one could have been made
 */
record FormulaRows(
    List<Column> columns, Function<SplittableRandom, double[]> row, Predicate<double[]> obeys) {
  private static final double DAY = 86_400;
  private static final double CENT = .005 + 1e-9;

  /** A table of them. */
  Table table(int rows, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] cells = new double[rows][];
    for (int r = 0; r < rows; r++) {
      cells[r] = row.apply(random);
    }
    return new Table(new Schema(columns), cells);
  }

  /** Ordered, shipped and delivered, one after the other; a price at most that of the list. */
  static FormulaRows datesAndPrices() {
    return new FormulaRows(
        List.of(
            date("ordered"),
            date("shipped"),
            date("delivered"),
            Column.real("list price"),
            Column.real("price"),
            Column.integer("items")),
        random -> {
          double ordered = (18_000 + random.nextInt(700)) * DAY;
          double shipped = ordered + random.nextInt(10) * DAY;
          double list = cents(5 + 100 * random.nextDouble() * random.nextDouble());
          boolean full = random.nextInt(3) == 0;
          return new double[] {
            ordered,
            shipped,
            shipped + (1 + random.nextInt(20)) * DAY,
            list,
            full ? list : cents(list * (1 - random.nextDouble() / 2)),
            random.nextInt(50)
          };
        },
        row ->
            row[0] <= row[1]
                && row[1] <= row[2]
                && row[4] <= row[3]
                && row[0] % DAY == 0
                && row[1] % DAY == 0
                && row[2] % DAY == 0
                && row[5] >= 0
                && row[5] < 50);
  }

  /** Net, a tax of 19 %, a fee and the gross; shares that add up to 100. */
  static FormulaRows bills() {
    return new FormulaRows(
        List.of(
            Column.real("net"),
            Column.real("tax"),
            Column.real("fee"),
            Column.real("gross"),
            Column.integer("red"),
            Column.integer("green"),
            Column.integer("blue")),
        random -> {
          double net = cents(500 * random.nextDouble());
          double tax = cents(.19 * net);
          double fee = cents(20 * random.nextDouble());
          int red = random.nextInt(101);
          int green = random.nextInt(101 - red);
          return new double[] {
            net, tax, fee, cents(net + tax + fee), red, green, 100 - red - green
          };
        },
        row ->
            Math.abs(row[1] - .19 * row[0]) <= CENT
                && Math.abs(row[0] + row[1] + row[2] - row[3]) < CENT
                && row[4] + row[5] + row[6] == 100);
  }

  /** City, state and country, a code of the city, and marks of which one is set. */
  static FormulaRows places() {
    return new FormulaRows(
        List.of(
            labels("city", 30),
            labels("state", 10),
            labels("country", 3),
            Column.integer("code"),
            Column.integer("walk"),
            Column.integer("bus"),
            Column.integer("car"),
            Column.real("income")),
        random -> {
          int city = random.nextInt(30);
          int mark = random.nextInt(3);
          return new double[] {
            city,
            Math.floorDiv(city, 3),
            Math.floorDiv(city, 3) % 3,
            code(city),
            mark == 0 ? 1 : 0,
            mark == 1 ? 1 : 0,
            mark == 2 ? 1 : 0,
            cents(1000 * random.nextDouble())
          };
        },
        row ->
            row[1] == Math.floor(row[0] / 3)
                && row[2] == row[1] % 3
                && row[3] == code((int) row[0])
                && row[4] + row[5] + row[6] == 1);
  }

  private static double code(int city) {
    return 1000 + 7 * (city * city % 101);
  }

  /** Prices that follow from product and size, quantities, and what both come to. */
  static FormulaRows orderLines() {
    return new FormulaRows(
        List.of(
            labels("product", 5),
            labels("size", 3),
            Column.real("price"),
            Column.real("quantity"),
            Column.real("total")),
        random -> {
          int product = random.nextInt(5);
          int size = random.nextInt(3);
          double price = price(product, size);
          double quantity = 1 + Math.rint(190 * random.nextDouble() * random.nextDouble()) / 10;
          return new double[] {product, size, price, quantity, cents(price * quantity)};
        },
        row ->
            row[2] == price((int) row[0], (int) row[1])
                && Math.abs(row[2] * row[3] - row[4]) <= CENT);
  }

  private static double price(int product, int size) {
    return cents(2.99 + 1.5 * (product * (size + 1) % 7));
  }

  private static Column date(String name) {
    return new Column(name, Column.Kind.DATE_TIME, List.of(), "yyyy-MM-dd", "given");
  }

  private static Column labels(String name, int count) {
    List<String> labels = new ArrayList<>();
    for (int l = 0; l < count; l++) {
      labels.add(name + l);
    }
    return Column.categorical(name, labels);
  }

  private static double cents(double value) {
    return Math.rint(value * 100) / 100;
  }
}
