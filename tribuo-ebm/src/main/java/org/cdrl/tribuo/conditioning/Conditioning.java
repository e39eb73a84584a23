package org.cdrl.tribuo.conditioning;

import com.oracle.labs.mlrg.olcut.config.Configurable;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenancable;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import java.util.List;
import org.cdrl.table.TableModel;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Table;
import org.cdrl.tribuo.protos.ConditioningProto;
import org.tribuo.Dataset;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.Output;
import org.tribuo.OutputFactory;
import org.tribuo.protos.ProtoSerializable;

/**
 * How outputs of one type join the table that a model learns, and how they are predicted from it.
 * Immutable.
 *
 * <p>An implementation has a public static {@code deserializeFromProto(int, String, Any)}, as
 * everything that Tribuo stores.
 */
public interface Conditioning<T extends Output<T>>
    extends Configurable,
        Provenancable<ConfiguredObjectProvenance>,
        ProtoSerializable<ConditioningProto> {

  /** The type of outputs. */
  Class<T> outputType();

  /** Makes outputs of the type. */
  OutputFactory<T> outputFactory();

  /**
   * Fails unless the data set can be learned from.
   *
   * @param data of the right type and not empty
   * @throws IllegalArgumentException saying what is wrong with the outputs
   */
  void requireTrainable(Dataset<T> data);

  /** The columns that outputs become, behind those of the features; none if they are all alike. */
  List<Column> columns(ImmutableOutputInfo<T> outputs);

  /** Whether the columns are conditions of the model, not data that it learns. */
  boolean columnsAreConditions();

  /**
   * An output as cells.
   *
   * @param columns those of {@link #columns}
   * @return a cell per column; NaN where the output does not tell
   */
  double[] cells(T output, List<Column> columns);

  /**
   * Cells as an output, without scores; the unknown output if they tell nothing.
   *
   * @param cells a cell per column
   * @param columns those of {@link #columns}
   */
  T output(double[] cells, List<Column> columns);

  /** Whether all that an output tells can be told in these columns. */
  default boolean knows(T output, List<Column> columns) {
    return output(cells(output, columns), columns).equals(output);
  }

  /** Whether the scores of predictions are probabilities. */
  boolean hasProbabilities();

  /**
   * Predicts the outputs of rows.
   *
   * @param columns those of {@link #columns}
   * @param rows of the model's schema; the cells of outputs are missing
   * @return one per row, which depends on the row alone, up to rounding
   * @throws IllegalStateException if the model lacks what predictions need, saying what to do
   */
  List<Outcome<T>> predict(TableModel model, List<Column> columns, Table rows);

  /**
   * What several models together predict for the same example.
   *
   * @param outcomes one per model
   * @param weights positive, one per model
   * @param mixture whether they are alternatives, of which one is right, and not evidence that adds
   *     up
   */
  Outcome<T> combine(List<Outcome<T>> outcomes, double[] weights, boolean mixture);

  @Override
  default ConfiguredObjectProvenance getProvenance() {
    return new ConfiguredObjectProvenanceImpl(this, "Conditioning");
  }
}
