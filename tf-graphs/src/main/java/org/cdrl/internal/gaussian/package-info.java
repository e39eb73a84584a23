/** The normal distribution of rows in which values are missing. */
package org.cdrl.internal.gaussian;
