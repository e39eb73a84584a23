/** What benchmarks print: means of lines, and seconds. */
package org.cdrl.examples.figures;
