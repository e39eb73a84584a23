/** Distributions with a known truth, for demonstrations and benchmarks. */
package org.cdrl.data;
