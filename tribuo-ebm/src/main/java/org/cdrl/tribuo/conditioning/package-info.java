/**
 * One class per type of output: how outputs join the table that a model learns, and how they are
 * predicted from it.
 *
 * <p>Labels are conditions, targets of regression are ordinary columns, events add nothing. A
 * prediction is a question to the model of the table: class probabilities, a threshold on the
 * anomaly score, or the moments of targets that are filled in, with the same random numbers for
 * every example, so that a prediction depends on the example alone.
 */
package org.cdrl.tribuo.conditioning;
