package org.cdrl.table;

import java.util.List;
import java.util.Map;
import org.cdrl.internal.encoding.MarginCorrection;
import org.cdrl.internal.encoding.NumericCode;
import org.cdrl.internal.encoding.TableEncoding;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Schema;
import org.cdrl.table.keys.KeyMaker;
import org.cdrl.table.rules.ColumnValues;
import org.cdrl.table.rules.Rules;

/**
 * What a table's model is beside the engine's model.
 *
 * @param rules that rows keep, with all columns
 * @param conditions which are conditions
 * @param encoding of the others
 * @param tokens the columns that are drawn first, and how
 * @param drawn what is put right in the points that the engine draws
 * @param centre what is expected of missing cells beside what the engine draws
 * @param anomalies what scores of rows need
 * @param calibrations how class energies become probabilities; none or one per condition
 * @param keys what makes keys, by columns of this kind
 * @param onUnseen whether rows that were not trained on gave the scale and the calibrations
 */
record TableParts(
    Rules rules,
    ConditionColumns conditions,
    TableEncoding encoding,
    TokenModel tokens,
    MarginCorrection drawn,
    Centre centre,
    AnomalyParts anomalies,
    List<Calibration> calibrations,
    Map<String, KeyMaker> keys,
    boolean onUnseen) {
  TableParts {
    calibrations = List.copyOf(calibrations);
    keys = Map.copyOf(keys);
    requireKeys(rules.schema(), keys);
  }

  /**
   * Fails if keys are made for a column that has none.
   *
   * @throws IllegalArgumentException naming the column
   */
  static void requireKeys(Schema schema, Map<String, KeyMaker> keys) {
    for (String name : keys.keySet()) {
      Column column = schema.column(schema.indexOf(name));
      if (column.kind() != Column.Kind.KEY) {
        throw new IllegalArgumentException(
            "Column \"" + name + "\" is " + column.kind() + " and cannot have keys");
      }
    }
  }

  /** Which numbers the columns of the table have. */
  ColumnValues values() {
    int n = rules.schema().size();
    ColumnValues values = ColumnValues.open(n);
    int[] others = conditions.others();
    for (int k = 0; k < others.length && others[k] < n; k++) {
      int c = others[k];
      values.whole()[c] = rules.schema().column(c).kind() == Column.Kind.INTEGER;
      if (encoding.codes().get(k) instanceof NumericCode numbers) {
        values.nearest()[c] = numbers.grain()::nearest;
        values.steps()[c] = numbers.grain().distance();
        values.least()[c] = numbers.quantiles().least();
        values.most()[c] = numbers.quantiles().most();
      }
    }
    return values;
  }

  /** All columns that are learned: the table's, and differences that rules need. */
  Schema schema() {
    return rules.learned();
  }
}
