/**
 * Between Weka's data and the engine's tables: attributes as columns, instances as rows, and
 * weights as how often a row is there.
 */
package org.cdrl.weka.instances;
