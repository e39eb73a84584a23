package org.cdrl.table;

import java.util.List;
import org.cdrl.internal.encoding.MarginCorrection;
import org.cdrl.internal.encoding.TableEncoding;
import org.cdrl.table.data.Schema;

/**
 * What a table's model is beside the engine's model.
 *
 * @param schema all columns
 * @param conditions which are conditions
 * @param encoding of the others
 * @param tokens the columns that are drawn first, and how
 * @param drawn what is put right in the points that the engine draws
 * @param anomalies what scores of rows need
 * @param calibrations how class energies become probabilities; none or one per condition
 * @param onUnseen whether rows that were not trained on gave the scale and the calibrations
 */
record TableParts(
    Schema schema,
    ConditionColumns conditions,
    TableEncoding encoding,
    TokenModel tokens,
    MarginCorrection drawn,
    AnomalyParts anomalies,
    List<Calibration> calibrations,
    boolean onUnseen) {
  TableParts {
    calibrations = List.copyOf(calibrations);
  }
}
