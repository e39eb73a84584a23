/**
 * Models of tables of mixed columns: training, drawing, filling in, scoring and classifying whole
 * rows. {@link org.cdrl.table.TableTrainer} is the way in.
 *
 * <p>A {@link org.cdrl.table.TableModel} holds the schema, the encoding, the calibrations, and the
 * engine's model of encoded rows.
 *
 * <p>Classes are predicted from two kinds of evidence per label and level: the energy, and the
 * error with which the initializer denoises the row under the label. A logistic regression, fitted
 * on rows that were not trained on, weighs them. Few rows are evaluated under all labels at once,
 * many label by label, which is faster for each; the probabilities differ in the last digits.
 *
 * <p>An anomaly score has two parts: the energies of the row's cells, and a fixed amount for every
 * cell of a kind that no training row had (an unknown label, an unexpected missing cell, text that
 * cannot be read, a number far beyond all others). Energies know nothing about those; a likely
 * value takes their place, drawn with the same random numbers for every row.
 */
package org.cdrl.table;
