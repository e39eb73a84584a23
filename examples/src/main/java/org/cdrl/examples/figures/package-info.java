/** What benchmarks print and how they time: means of lines, seconds, iterations. */
package org.cdrl.examples.figures;
