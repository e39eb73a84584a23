/** Benchmarks of the Weka package beside Weka's own schemes and packages. */
package org.cdrl.examples.weka;
