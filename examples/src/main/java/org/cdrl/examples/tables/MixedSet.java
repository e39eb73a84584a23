package org.cdrl.examples.tables;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.cdrl.table.data.Table;
import org.cdrl.table.text.MissingTokens;
import org.cdrl.tribuo.table.TableFile;
import org.cdrl.tribuo.table.TableFormat;

/**
 * Public sets with columns of every shape: grids, spikes, rates, bounds, codes, blanks. Kinds of
 * columns are those that are found.
 */
enum MixedSet {
  ADULT("uci/adult.data.gz", ',', false),
  CREDIT_G("weka/credit-g.arff", ',', false),
  ABALONE("uci-small/abalone.csv", ',', false),
  CALIFORNIA("uci/california-housing.csv.gz", ',', true),
  WINE_RED("uci/winequality-red.csv", ';', true);

  private final String file;
  private final TableFormat format;

  MixedSet(String file, char separator, boolean header) {
    this.file = file;
    this.format = new TableFormat(separator, header, MissingTokens.DEFAULT);
  }

  /** Reads the set from a folder of data sets. */
  Table read(Path data) throws IOException {
    return TableFile.read(data.resolve(file), format, Map.of(), Set.of());
  }
}
