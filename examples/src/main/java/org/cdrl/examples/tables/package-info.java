/**
 * Benchmarks on tables, each a program with one command; docs/benchmarks/tables.md tells them with
 * what they measured. They read public data sets from a folder that the user names.
 */
package org.cdrl.examples.tables;
