/**
 * The values that models are made of and asked with: scalings, attributes and conditions, labels
 * and weights of rows, which of several workers one is, the summary of a run.
 *
 * <p>The weight of a row says how often it occurs in a pass over the rows, and among the rows that
 * are held out or calibrated on. Counts of conditions are sums of weights. Equal weights are the
 * same as none.
 */
package org.cdrl.value;
