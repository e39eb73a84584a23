/**
 * Benchmarks of the Weka package beside Weka's own schemes and packages.
 *
 * <p>The sources are under Apache-2.0; programs built of them link Weka and the Weka package, and
 * are passed on under the GPL, version 3 or later.
 */
package org.cdrl.examples.weka;
