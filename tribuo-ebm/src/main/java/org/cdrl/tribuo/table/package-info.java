/**
 * CSV files with a header line: reading with errors that name line and column, writing, and the way
 * from a file to training data.
 *
 * <p>May depend on OpenCSV and the engine's public API.
 */
package org.cdrl.tribuo.table;
