package org.cdrl.tribuo;

import com.oracle.labs.mlrg.olcut.config.PropertyException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.cdrl.table.TableWorkers;
import org.cdrl.table.data.Column;
import org.cdrl.tribuo.columns.Absent;
import org.cdrl.tribuo.conditioning.Conditioning;
import org.tribuo.Output;

/** Makes trainers of tables; see {@link CDRLTrainer#builder}. */
public final class CDRLTrainerBuilder<T extends Output<T>>
    extends TrainerBuilder<CDRLTrainer<T>, CDRLTrainerBuilder<T>> {
  private final Conditioning<T> conditioning;
  private final Absent absent;

  CDRLTrainerBuilder(SettingFields fields, Conditioning<T> conditioning, Absent absent) {
    super(fields);
    this.conditioning = conditioning;
    this.absent = absent;
  }

  /** Categorical columns to condition on beside the output; default none. */
  public CDRLTrainerBuilder<T> conditions(String... columns) {
    return change(trainer -> trainer.conditions = new ArrayList<>(List.of(columns)));
  }

  /** The kind of a column: real, integer or categorical; default as it is found. */
  public CDRLTrainerBuilder<T> columnKind(String column, Column.Kind kind) {
    return change(trainer -> trainer.columnKinds.put(column, kind.name()));
  }

  /** Rules between columns, as {@link org.cdrl.table.TableTrainer#rules} takes them. */
  public CDRLTrainerBuilder<T> rules(String text) {
    return change(trainer -> trainer.rules = text);
  }

  /** A model file whose encoding is used, so that both can be composed; default none. */
  public CDRLTrainerBuilder<T> encodedLike(Path file) {
    return change(trainer -> trainer.encodedLike = file);
  }

  /** Share of examples held out, 0 for none; default by their number. */
  public CDRLTrainerBuilder<T> validation(double share) {
    return change(trainer -> trainer.validationShare = share);
  }

  /**
   * Parts of the examples, of which one calibrates predictions and scores before it is learned; 0:
   * training examples calibrate; default 2.
   */
  public CDRLTrainerBuilder<T> folds(int folds) {
    return change(trainer -> trainer.folds = folds);
  }

  /**
   * Who learns, of more rows than the trainer is given; see {@link
   * org.cdrl.table.TableTrainer#workers}. No setting, and not in the provenance.
   */
  public CDRLTrainerBuilder<T> workers(TableWorkers others) {
    return change(trainer -> trainer.workers = others);
  }

  /**
   * A trainer with these settings.
   *
   * @throws PropertyException naming the setting that is wrong
   */
  @Override
  public CDRLTrainer<T> build() {
    return told(new CDRLTrainer<>(conditioning, absent));
  }
}
