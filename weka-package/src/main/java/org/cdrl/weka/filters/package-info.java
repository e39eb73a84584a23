/**
 * What the package's filters share. The filters themselves are where Weka looks for them, in {@code
 * weka.filters}.
 */
package org.cdrl.weka.filters;
