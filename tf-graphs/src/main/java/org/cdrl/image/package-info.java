/**
 * Pictures in files, and pictures made by the project: sets that are read when a batch needs them,
 * and grids of what was drawn.
 *
 * <p>May depend on {@code RowSource}, {@code TrainingData} and {@code ImageArchitecture} of the
 * public API only.
 */
package org.cdrl.image;
