/**
 * The values that models are made of and asked with: scalings, attributes and conditions, labels
 * and weights of rows, the summary of a run.
 */
package org.cdrl.value;
