/**
 * Benchmarks through Tribuo, each a program with one command; docs/benchmarks/tribuo.md tells them
 * with what they measured. They read public data sets from a folder that the user names, and print
 * a line of CSV as soon as it is measured.
 */
package org.cdrl.examples.tribuo.benchmark;
