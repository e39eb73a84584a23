package org.cdrl.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.cdrl.table.TableModel;
import org.cdrl.table.TableTrainer;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Table;
import org.cdrl.table.text.CellText;
import org.cdrl.table.text.MissingTokens;
import org.cdrl.tribuo.table.TableException;
import org.cdrl.tribuo.table.TableFile;
import org.cdrl.tribuo.table.TableFormat;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a table holds, a model draws valid rows like it, or a message names the column. */
class RandomTablesTest {
  private static final int TABLES = 40;

  /** Training takes most of the time. */
  private static final int TRAINED = 6;

  private static final int DRAWN = 50;

  @TempDir Path folder;

  /** A column of odd cells. */
  private interface Cells {
    String cell(int row, Random random);
  }

  private static final List<Cells> KINDS =
      List.of(
          (row, random) -> "always",
          (row, random) -> "",
          (row, random) -> random.nextInt(5) == 0 ? "NA" : "c" + random.nextInt(3),
          (row, random) -> "label " + random.nextInt(1000),
          (row, random) -> Integer.toString(random.nextInt(1000)),
          (row, random) -> Long.toString((1L << 40) + random.nextInt(1 << 20)),
          (row, random) -> Long.toString(random.nextLong()),
          (row, random) -> random.nextInt(9) == 0 ? "NaN" : "" + random.nextGaussian(),
          (row, random) -> "" + random.nextGaussian() * 1e30,
          (row, random) -> "" + (1e-30 * random.nextGaussian()),
          (row, random) -> "" + Math.exp(20 * random.nextGaussian()),
          (row, random) -> row % 17 == 16 ? "-inf" : "" + random.nextInt(),
          (row, random) -> row == 1 ? "7.5" : "",
          (row, random) -> random.nextBoolean() ? "yes" : "no",
          (row, random) ->
              String.format(Locale.ROOT, "%04d-%02d-05", random.nextInt(9000) + 1, 1 + row % 12),
          (row, random) -> "\ud83d\ude00 \"quoted\", " + random.nextInt(4));

  private static final List<String> NAMES =
      List.of(
          "x", "\u00fcn\u00ef\u00e7\u00f6d\u00e9 \ud83d\ude00", "n".repeat(20_000), "a,\"b\"\n=c");

  @Tag("slow")
  @Test
  void tablesTrainAndSampleOrNameTheColumn() throws IOException {
    int trained = 0;
    int failed = 0;
    for (int seed = 0; seed < TABLES && trained < TRAINED; seed++) {
      Random random = new Random(seed);
      List<String> names = new ArrayList<>();
      Path csv = write(random, names);
      try {
        trainAndSample(TableFile.read(csv, TableFormat.DEFAULT, Map.of(), Set.of()), seed);
        trained++;
      } catch (TableException | IllegalArgumentException e) {
        failed++;
        assertTrue(names.stream().anyMatch(e.getMessage()::contains), seed + ": " + e);
      }
    }
    assertEquals(TRAINED, trained);
    assertTrue(failed > 0);
  }

  private Path write(Random random, List<String> names) throws IOException {
    int columns = 1 + random.nextInt(6);
    int rows = List.of(1, 2, 40, 400).get(random.nextInt(4));
    List<Cells> cells = new ArrayList<>(KINDS);
    Collections.shuffle(cells, random);
    for (int c = 0; c < columns; c++) {
      // Now and then a name is there twice.
      String name = NAMES.get(random.nextInt(NAMES.size()));
      names.add(random.nextInt(40) == 0 ? name : name + c);
    }
    StringBuilder text = new StringBuilder();
    text.append(names.stream().map(RandomTablesTest::quote).collect(Collectors.joining(",")));
    for (int r = 0; r < rows; r++) {
      int row = r;
      text.append('\n');
      text.append(
          IntStream.range(0, columns)
              .mapToObj(c -> quote(cells.get(c).cell(row, random)))
              .collect(Collectors.joining(",")));
    }
    return Files.writeString(folder.resolve("table.csv"), text.append('\n'));
  }

  private static String quote(String cell) {
    return '"' + cell.replace("\"", "\"\"") + '"';
  }

  private static void trainAndSample(Table table, int seed) {
    try (TableModel model =
        TableTrainer.create().settings(TinyModels::settings).folds(0).fit(table)) {
      Table drawn = model.sampler().seed(seed).langevinSteps(1).draw(DRAWN);
      CellText text = new CellText(table.schema(), MissingTokens.NONE);
      for (double[] row : drawn.rows()) {
        assertArrayEquals(row, text.parse(text.format(row)), "seed " + seed);
      }
      assertTrue(text.unseen().isEmpty(), text.unseen()::toString);
      for (int c = 0; c < table.schema().size(); c++) {
        assertWithinTraining(table, drawn, c);
      }
    }
  }

  /** Numbers are within the training range, and labels and gaps are where they were in training. */
  private static void assertWithinTraining(Table table, Table drawn, int c) {
    Column column = table.schema().column(c);
    double[] known = known(table, c);
    double[] cells = known(drawn, c);
    if (known.length == table.size()) {
      assertEquals(drawn.size(), cells.length, "cells of " + column + " are missing");
    }
    double low = Arrays.stream(known).min().orElse(Double.NaN);
    double high = Arrays.stream(known).max().orElse(Double.NaN);
    for (double cell : cells) {
      boolean good =
          column.isNumeric()
              ? cell >= low && cell <= high
              : Arrays.stream(known).anyMatch(label -> label == cell);
      assertTrue(good, () -> cell + " in " + column);
    }
  }

  private static double[] known(Table table, int c) {
    return Arrays.stream(table.column(c)).filter(cell -> !Double.isNaN(cell)).toArray();
  }
}
