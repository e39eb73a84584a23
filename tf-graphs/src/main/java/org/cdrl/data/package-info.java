/**
 * Distributions with a known truth, for demonstrations and benchmarks.
 *
 * <p>Of the project it depends on {@link org.cdrl.metrics} only.
 */
package org.cdrl.data;
