/**
 * Models of tables of mixed columns: training, drawing, filling in, scoring and classifying whole
 * rows. {@link org.cdrl.table.TableTrainer} is the way in.
 *
 * <p>A {@link org.cdrl.table.TableModel} holds the schema, the encoding, the calibrations, and the
 * engine's model of encoded rows.
 *
 * <p>Where every column has tokens, rows are drawn as such. Tokens are labels, and numbers of which
 * every value or bin has training cells enough: absorbing levels draw columns one by one in any
 * order, each from its distribution given those that are known, and fill in missing cells in the
 * same way. Products, compositions and guidance are not drawn right column by column; sweeps of
 * Gibbs sampling follow. The same distributions tell classes, which are columns to be drawn last,
 * and how unlikely every cell of a row is. So energies are left to tell densities; they learn no
 * longer than those of few rows. The engine serves all other tables, those of few rows or of
 * numbers in wide bins, with the energies and the initializer.
 *
 * <p>It predicts classes from two kinds of evidence per label and level: the energy, and the error
 * with which the initializer denoises the row under the label. A logistic regression, fitted on
 * rows that were not trained on, weighs them. Few rows are evaluated under all labels at once, many
 * label by label, which is faster for each; the probabilities differ in the last digits.
 *
 * <p>Where one value is wanted of a missing cell, it lies between what draws say and what three
 * regressions on the known cells expect: normal distributions of coordinates and of numbers as they
 * are, which know straight lines, and means of near groups of training rows, which know rows that
 * come in kinds. They need few rows and no training. Where it lies is told by the errors, column by
 * column, on rows that were left out: squared errors for the mean, absolute ones for the median.
 *
 * <p>An anomaly score has two parts. One is what there is against the row's cells: the errors with
 * which the initializer denoises the row at every level, or -log p of its cells as tokens, and its
 * distance from the nearest group of alike training rows. Groups are kept as means of at least five
 * rows, not as rows. The distance carries the score where the network learned little: from few
 * rows, or of numbers far out, which the encoding draws in. The other part is a fixed amount for
 * every cell of a kind that no training row had (an unknown label, an unexpected missing cell, text
 * that cannot be read, a number far beyond all others). A likely value takes the place of those,
 * drawn with the same random numbers for every row.
 */
package org.cdrl.table;
