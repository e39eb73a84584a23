/**
 * Between Weka's data and the engine's tables: attributes as columns, instances as rows, and
 * weights as how often a row is there.
 *
 * <p>May depend on Weka and on {@code org.cdrl.table}.
 */
package org.cdrl.weka.instances;
