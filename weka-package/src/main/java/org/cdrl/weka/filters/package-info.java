/**
 * What the package's filters share. The filters themselves are where Weka looks for them, in {@code
 * weka.filters}.
 *
 * <p>May depend on {@code org.cdrl.weka.instances}, {@code org.cdrl.weka.learning}, {@code
 * org.cdrl.weka.console} and the engine.
 */
package org.cdrl.weka.filters;
